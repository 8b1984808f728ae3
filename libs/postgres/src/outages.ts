import pg from 'pg';

/**
 * A database, the store or the exchange cannot do its work now. No event, message or request is at fault, so nothing
 * is parked, and the same may be asked again.
 */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  const code: unknown = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (SOCKET.test(code) || SQLSTATE.test(code))) return true;
  return NAME.test(error.name) || MESSAGE.test(error.message) || isOutage(error.cause);
};

/**
 * The server refused a statement and goes on, so that nothing of it is stored. `severity` would say so too, but in
 * the server's language; what comes with the loss of a connection leaves the outcome open.
 */
export const isRolledBack = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  error.code !== undefined &&
  !isOutage(error) &&
  !INTERNAL.test(error.code);

const SOCKET =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EMFILE|ENFILE)$/;

/** Nothing takes connections there yet, as with a server that is being started; not one that refuses to let us in. */
export const isNotThereYet = (error: unknown): boolean => {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: readonly unknown[] };
  if (error instanceof AggregateError) return (errors ?? []).every(isNotThereYet);
  return typeof code === 'string' && (SOCKET.test(code) || code === '57P03');
};

/**
 * 08 connection lost; 25006 read-only; 25P03, 25P04 transaction ended by a time-out; 28, 3D000 not let in; 53 disk
 * full, out of memory, too many connections; 55P03 lock not available; 57014 statement ended by a time-out; 57P
 * shutting down, starting; 58 the machine's own errors.
 */
const SQLSTATE = /^(08...|25006|25P0[34]|28...|3D000|53...|55P03|57014|57P0.|58...)$/;

/** The server's own faults: some are refusals and some end it. */
const INTERNAL = /^XX/;

const NAME =
  /^(OutcomeUnknown|ExchangeUnreachable|StoreUnavailable|UnavailableError|TimeoutError)$/;

/** What pg says without a code. */
const MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|connection was stopped|not queryable|Client was closed|Query read timeout/i;
