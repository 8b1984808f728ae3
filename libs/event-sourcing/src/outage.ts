/** Database, store or exchange cannot be reached: nobody's event or message is at fault, so nothing is parked. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  const code: unknown = (error as { code?: unknown }).code;
  if (typeof code === 'string' && OUTAGE_CODE.test(code)) return true;
  return (
    OUTAGE_MESSAGE.test(error.message) || OUTAGE_NAME.test(error.name) || isOutage(error.cause)
  );
};

/** Node's connection errors; PostgreSQL: connection lost, cannot connect, shutting down, too many connections. */
const OUTAGE_CODE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|08...|57P0[123]|53300)$/;
const OUTAGE_NAME = /^(ExchangeUnreachable|StoreUnavailable|UnavailableError|TimeoutError)$/;
const OUTAGE_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|connection was stopped|not queryable|Query read timeout/i;
