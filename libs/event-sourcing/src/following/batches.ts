import { HistoryNewerThanThisVersion } from '../codec.js';
import { causeOf, PAUSES_MS, Unhandleable, wait } from './attempts.js';
import { Refused } from './follower.js';
import type { Parking, ToPark } from './parking.js';
import { BeingReplayed, isNobodysFault, isTimeOut, NoLongerParked } from './states.js';

/** What is done with a batch: its rows are derived, the rest is parked; the place moves behind all its items. */
export interface Outcome<Item, Ready> {
  readonly items: readonly Item[];
  readonly ready: readonly Ready[];
  readonly park: readonly ToPark<Item>[];
}

export interface BatchParts<Item, Ready> {
  readonly parking: Parking<Item>;
  sequenceOf(item: Item): string;
  /** One answer for each. Its own fault when it fails. */
  prepare(items: readonly Item[]): Promise<readonly Ready[]>;
  /** @throws Refused. Anything else is the other side's fault. */
  deliver?(ready: readonly Ready[]): Promise<void>;
  /** In one transaction; the place is moved first, which fences. */
  commit(outcome: Outcome<Item, Ready>): Promise<void>;
  /** What must be waited for rather than parked. */
  mustWait?(error: unknown): boolean;
  /** Which of the items only a newer version can read. */
  newestOf?(items: readonly Item[], error: HistoryNewerThanThisVersion): number;
  /** What an operator is told of each item that could not be handled. */
  log(details: object): void;
}

const LOOK_AGAIN_MS = 10;

/** The other side is away: what was prepared waits, nothing is parked. */
export class Undelivered extends Error {
  constructor(override readonly cause: unknown) {
    super('It could not be delivered.', { cause });
    this.name = 'Undelivered';
  }
}

/**
 * Handles batches whole, and in halves when something is wrong with one of them, so that a single item that
 * cannot be handled is found in few steps. It is tried again, then parked; others flow.
 */
export class Batches<Item, Ready> {
  constructor(private readonly parts: BatchParts<Item, Ready>) {}

  /** Resolves when all of them are handled or parked. */
  async handle(items: readonly Item[], signal: AbortSignal): Promise<void> {
    try {
      await this.whole(items);
    } catch (error) {
      if (error instanceof NoLongerParked) {
        this.parts.parking.forget(error.sequences);
        return this.handle(items, signal);
      }
      if (error instanceof BeingReplayed) {
        while (await this.parts.parking.isClosing(error.sequences)) {
          await wait(LOOK_AGAIN_MS, signal);
          signal.throwIfAborted();
        }
        return this.handle(items, signal);
      }
      if (error instanceof HistoryNewerThanThisVersion) return this.upTo(items, error, signal);
      if (this.mustWait(error, items)) throw error;
      if (items.length === 1) return this.alone(items[0]!, error, signal);
      const middle = items.length >>> 1;
      await this.handle(items.slice(0, middle), signal);
      signal.throwIfAborted();
      await this.handle(items.slice(middle), signal);
    }
  }

  private async whole(items: readonly Item[]): Promise<void> {
    const { parking, sequenceOf, prepare, commit } = this.parts;
    const park: ToPark<Item>[] = [];
    const free: Item[] = [];
    for (const item of items) {
      const sequence = parking.size > 0 ? sequenceOf(item) : undefined;
      if (sequence !== undefined && parking.holds(sequence))
        park.push({ item, sequence, isBehindOlder: true });
      else free.push(item);
    }
    const prepared = free.length > 0 ? await prepare(free) : [];
    const { ready, refused } = await this.deliver(free, prepared);
    park.push(...refused);
    await commit({ items, ready, park });
    parking.added(park);
    this.logParked(refused);
  }

  /** What is refused is parked with what follows it under its key; the rest is delivered as one batch. */
  private async deliver(
    items: readonly Item[],
    prepared: readonly Ready[],
  ): Promise<{ ready: readonly Ready[]; refused: readonly ToPark<Item>[] }> {
    const { deliver, sequenceOf } = this.parts;
    const refused: ToPark<Item>[] = [];
    let left = items.map((item, index) => ({ item, ready: prepared[index]! }));
    while (deliver && left.length > 0)
      try {
        await deliver(left.map(({ ready }) => ready));
        break;
      } catch (error) {
        const first = error instanceof Refused ? left[error.index] : undefined;
        if (!first) throw new Undelivered(error);
        const sequence = sequenceOf(first.item);
        const from = left.indexOf(first);
        const behind = left.filter(
          ({ item }, index) => index >= from && sequenceOf(item) === sequence,
        );
        const failure = { error: (error as Refused).cause, attempts: 1 };
        for (const { item } of behind)
          refused.push({
            item,
            sequence,
            isBehindOlder: false,
            ...(item === first.item && { failure }),
          });
        left = left.filter((it) => !behind.includes(it));
      }
    return { ready: left.map(({ ready }) => ready), refused };
  }

  /** Everything before what only a newer version can read is handled. */
  private async upTo(
    items: readonly Item[],
    newer: HistoryNewerThanThisVersion,
    signal: AbortSignal,
  ): Promise<never> {
    const first = this.parts.newestOf?.(items, newer) ?? 0;
    if (first > 0) await this.handle(items.slice(0, first), signal);
    throw newer;
  }

  private async alone(item: Item, failed: unknown, signal: AbortSignal): Promise<void> {
    let error = failed;
    for (let attempts = 1; ; attempts += 1) {
      const ms = PAUSES_MS[attempts - 1];
      if (ms === undefined || error instanceof Unhandleable)
        return this.park(item, { error, attempts });
      await wait(ms, signal);
      signal.throwIfAborted();
      try {
        return await this.whole([item]);
      } catch (again) {
        if (this.mustWait(again, [item]) || again instanceof HistoryNewerThanThisVersion)
          throw again;
        error = again;
      }
    }
  }

  private async park(
    item: Item,
    failure: { readonly error: unknown; readonly attempts: number },
  ): Promise<void> {
    const { parking, sequenceOf, commit } = this.parts;
    const park = [{ item, sequence: sequenceOf(item), failure, isBehindOlder: false }];
    await commit({ items: [item], ready: [], park });
    parking.added(park);
    this.logParked(park);
  }

  private logParked(park: readonly ToPark<Item>[]): void {
    for (const { item, sequence, failure } of park) {
      if (!failure) continue;
      const { key, id, stream, topic, place } = this.parts.parking.describe(item);
      const cause = causeOf(failure.error);
      const { attempts } = failure;
      this.parts.log({ key, event: id, stream, topic, place, sequence, cause, attempts });
    }
  }

  private mustWait(error: unknown, items: readonly Item[]): boolean {
    if (isTimeOut(error) && items.length > 1) return false;
    const { mustWait = () => false } = this.parts;
    return error instanceof Undelivered || isNobodysFault(error) || mustWait(error);
  }
}
