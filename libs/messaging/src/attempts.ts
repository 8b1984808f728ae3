import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds before the 2nd, 3rd ... attempt. Together under a second, so that others wait no longer. */
export const PAUSES_MS: readonly number[] = [40, 80, 160, 240, 320];

export type Log = (level: 'info' | 'warn' | 'error', message: string, details: object) => void;

export const ignore: Log = () => undefined;

/** Database, store or exchange cannot be reached: nobody's message is at fault, so nothing is parked. */
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
  /Connection terminated|timeout exceeded when trying to connect|connection was stopped|Query read timeout/i;

/**
 * What an operator is shown: name, code and the place in our code. The message stays out, since an error may
 * quote the value that it stumbled over.
 */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: unknown }).code;
  const { message, stack = '' } = error;
  const frames = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  const frame = /([\w.-]+\.[jt]s:\d+)(:\d+)?\)?$/m.exec(frames);
  return [error.name, code, frame && `at ${frame[1]}`].filter(Boolean).join(' ').slice(0, 200);
};

/** Doubling from 50 ms to 2 s; cut short by the signal. */
export const backOff = (failures: number, signal: AbortSignal): Promise<void> =>
  wait(Math.min(2_000, 25 * 2 ** failures), signal);

/** Real time; ends early, without an error, when the signal aborts. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
