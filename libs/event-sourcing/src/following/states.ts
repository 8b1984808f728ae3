import { isOutage } from '@onestory/postgres';
import { PositionBeyondHead } from '../adapters/positions.js';
import { HistoryNewerThanThisVersion } from '../codec.js';

/** Another runner took the lease: this one stands by. */
export class Fenced extends Error {
  constructor() {
    super('Another process runs it now.');
    this.name = 'Fenced';
  }
}

/** The checkpoint is not where it was left: the database lost what it had acknowledged. It goes on from there. */
export class PlaceLost extends Error {
  constructor() {
    super('The checkpoint is not where it was left.');
    this.name = 'PlaceLost';
  }
}

/**
 * The log holds something else at the checkpoint than what was handled there: it was restored from a backup, or
 * lost by its database. What came into the gap must not be skipped, so that the follower stands still.
 */
export class LogWentBackwards extends Error {
  constructor(log: string) {
    super(
      `${log} holds something else at the checkpoint than what was handled there. Was it restored? ` +
        'Restore its later state, or derive anew: see docs/how-to/when-a-log-went-backwards.md.',
    );
    this.name = 'LogWentBackwards';
  }
}

/** A replay from some process has emptied these sequences: what was about to queue behind them is handled. */
export class NoLongerParked extends Error {
  constructor(readonly sequences: ReadonlySet<string>) {
    super('What was parked has been replayed.');
    this.name = 'NoLongerParked';
  }
}

/** A replay is about to empty these sequences: what was about to queue behind them waits for its end. */
export class BeingReplayed extends Error {
  constructor(readonly sequences: readonly string[]) {
    super('What was parked is about to have been replayed.');
    this.name = 'BeingReplayed';
  }
}

/** Nobody's fault: it is not tried alone, and never parked. */
export const isNobodysFault = (error: unknown): boolean =>
  error instanceof Fenced ||
  error instanceof PlaceLost ||
  error instanceof BeingReplayed ||
  isOutage(error);

/** A statement that took too long may be quick with less to do. */
export const isTimeOut = (error: unknown): boolean =>
  (error as { readonly code?: unknown } | undefined)?.code === '57014';

/** It goes on after an upgrade, or when the log is as it was: perhaps in another process. */
export const isForGood = (error: unknown): error is Error =>
  error instanceof HistoryNewerThanThisVersion ||
  error instanceof LogWentBackwards ||
  error instanceof PositionBeyondHead;
