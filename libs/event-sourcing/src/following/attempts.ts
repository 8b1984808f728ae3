import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds before the 2nd, 3rd ... attempt. Together under a second, so that others wait no longer. */
export const PAUSES_MS: readonly number[] = [40, 80, 160, 240, 320];

export type Log = (level: 'info' | 'warn' | 'error', message: string, details: object) => void;

export const ignore: Log = () => undefined;

/** Trying again does not help. Its message is shown, thus quotes nothing of what it is about. */
export class Unhandleable extends Error {
  override name = 'Unhandleable';
}

/**
 * What an operator is shown: name, code and the place in our code. The message stays out, since an error may
 * quote the value that it stumbled over.
 */
export const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof Unhandleable) return error.message.slice(0, 200);
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
