import { once } from 'node:events';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';
import type { Config } from './config.js';

export type { Logger } from 'pino';

/**
 * Logs hold ids and codes only. What is not in this list is left out, so that a field added in haste cannot
 * carry a name into a file.
 */
const LOGGED = new Set([
  'service', 'action', 'actor', 'agency', 'area', 'child', 'episode', 'stream', 'revision', 'event', 'type',
  'command', 'correlation', 'causation', 'projection', 'consumer', 'publisher', 'reaction', 'key', 'topic',
  'partition', 'offset', 'position', 'status', 'method', 'route', 'ms', 'rule', 'decision', 'reason', 'code',
  'cause', 'attempts', 'count', 'mode', 'version', 'port', 'context', 'error', 'name', 'message', 'refusal',
]); // prettier-ignore

const onlyListed = (details: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details)
      .filter(([field]) => LOGGED.has(field))
      .map(([field, value]) => [field, typeof value === 'object' ? nameOf(value) : value]),
  );

/** Only the name of an error is logged, never its message: a message may hold what a person typed. */
const nameOf = (value: unknown): unknown => (value instanceof Error ? value.name : undefined);

const BUFFERED_BYTES = 4_096;
const LONGEST_BUFFERED_MS = 1_000;
/** pino's number for `error`. */
const ERROR = 50;

export interface OpenLog {
  readonly log: Logger;
  /** Everything is in the file; what is said afterwards is not kept. */
  close(): Promise<void>;
}

/**
 * JSON lines, to a file in the data folder. Lines are gathered for up to a second, since writing each of them by
 * itself was a measurable part of the work under load; an error, an exit and a close write what was gathered.
 */
export const openLog = (config: Pick<Config, 'logLevel'>, file: string): OpenLog => {
  const lines = pino.destination({
    dest: file,
    mkdir: true,
    sync: false,
    minLength: BUFFERED_BYTES,
    periodicFlush: LONGEST_BUFFERED_MS,
  });
  const log = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: onlyListed, level: (label) => ({ level: label }) },
      hooks: {
        logMethod(given, write, level) {
          write.apply(this, given);
          if (level >= ERROR) lines.flush(() => undefined); // without one it is forgotten while the file is opened
        },
      },
    },
    lines,
  );
  const onExit = (): void => flushNow(lines);
  process.once('exit', onExit);
  return {
    log,
    close: async () => {
      process.off('exit', onExit);
      log.level = 'silent';
      if (!(await isOpen(lines))) return;
      lines.end();
      await once(lines, 'close');
    },
  };
};

/** The file is opened while the first lines are gathered; a process may end before. */
const flushNow = (lines: Lines): void => {
  try {
    lines.flushSync();
  } catch {
    // There is no file to write to.
  }
};

type Lines = ReturnType<typeof pino.destination>;

const isOpen = async (lines: Lines): Promise<boolean> => {
  if ((lines as Lines & { readonly fd: number }).fd >= 0) return true;
  return once(lines, 'ready').then(
    () => true,
    () => false,
  );
};

/** Nest's own lines, in the same log. */
export const nestLogger = (log: Logger): LoggerService => {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.findLast((part) => typeof part === 'string');
      log[level]({ context }, typeof message === 'string' ? message : (nameOf(message) as string));
    };
  return {
    log: line('info'),
    error: line('error'),
    warn: line('warn'),
    debug: line('debug'),
    verbose: line('debug'),
    fatal: line('error'),
  };
};
