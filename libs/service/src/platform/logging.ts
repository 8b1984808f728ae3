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

/** Of an error only its name and, for our own, nothing that a person typed: messages name ids and codes. */
const nameOf = (value: unknown): unknown => (value instanceof Error ? value.name : undefined);

/** JSON lines, to a file in the data folder, written without waiting. */
export const openLog = (config: Pick<Config, 'logLevel'>, file: string): Logger =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: onlyListed, level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: file, mkdir: true, sync: false, minLength: 0 }),
  );

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
