import { setImmediate as afterOthers } from 'node:timers/promises';

export interface Batchable {
  readonly stream: string;
  readonly bytes: number;
}

const MOST_APPENDS = 200;
const MOST_BYTES = 2_000_000;
/** Appends to one stream in a batch go one after the other under the lock that every writer wants. */
const MOST_ROUNDS = 16;

export interface InRound<T> {
  readonly append: T;
  /** From 1: how many appends to its stream the batch has up to this one. */
  readonly round: number;
}

/**
 * One commit at a time; whoever comes during one shares the next. So the cost of a commit, mostly the wait for
 * the disk, is divided by as many as are waiting, and nobody waits for company.
 */
export class GroupCommit<T extends Batchable> {
  private queue: T[] = [];
  private draining: Promise<void> | undefined;

  /** `commit` answers each append itself and never rejects. */
  constructor(private readonly commit: (batch: readonly InRound<T>[]) => Promise<void>) {}

  add(append: T): void {
    this.queue.push(append);
    this.draining ??= this.drain();
  }

  /** Resolves when everything added so far is answered. */
  async settled(): Promise<void> {
    while (this.draining) await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.next();
      await this.commit(batch);
      // Those who were just answered come back with their next append: wait for them, not for a clock.
      if (batch.length > 1) await afterOthers();
    }
    this.draining = undefined;
  }

  private next(): readonly InRound<T>[] {
    const rounds = new Map<string, number>();
    const batch: InRound<T>[] = [];
    const later: T[] = [];
    let bytes = 0;
    for (const append of this.queue) {
      bytes += append.bytes;
      if (batch.length === MOST_APPENDS || (batch.length > 0 && bytes > MOST_BYTES)) break;
      const round = (rounds.get(append.stream) ?? 0) + 1;
      if (round > MOST_ROUNDS) {
        later.push(append);
      } else {
        rounds.set(append.stream, round);
        batch.push({ append, round });
      }
    }
    this.queue = [...later, ...this.queue.slice(batch.length + later.length)];
    return batch;
  }
}
