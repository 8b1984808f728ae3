import { Intake } from '@onestory/event-sourcing';
import type { Batch, EventStore, Lag, Position, StoredEvent } from '@onestory/event-sourcing';
import { realTime } from '@onestory/kernel';
import type { Database, RealTime, Sql } from '@onestory/kernel';
import { backOff, causeOf, ignore, wait } from './attempts.js';
import type { Log } from './attempts.js';
import { MessageRefused } from './exchange.js';
import type { Exchange } from './exchange.js';
import { ParkedPublicationsOf } from './parked-publications.js';
import type { ParkedPublications } from './parked-publications.js';
import { Translating } from './translating.js';
import type { Translated, TranslatingOptions } from './translating.js';

export interface PublisherOptions extends TranslatingOptions {
  readonly store: EventStore;
  readonly exchange: Exchange;
  /** The service's own, in which `publisherTables` were run. */
  readonly database: Database;
  readonly name: string;
  readonly topic: string;
  /** Own categories that are told of. */
  readonly categories: readonly string[];
  /** Ids and codes only. */
  readonly log?: Log;
  readonly time?: RealTime;
  /** Real time without progress after which a second instance takes over. Default 10 000. */
  readonly takeOverMs?: number;
}

interface Parking {
  readonly event: StoredEvent;
  readonly key: string;
  readonly cause?: string;
  readonly attempts: number;
}

const LARGEST_BATCH = 500;
const QUIET_CHECKPOINT_MS = 1_000;

class Fenced extends Error {}

/** A newer version wrote what this one cannot read: everything before it is told, then it stands still. */
class StandStill extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/**
 * Tells others what happened in own streams. One publish in flight; the checkpoint moves only after the
 * acknowledgement, so a crash can only duplicate.
 */
export class Publisher {
  readonly name: string;
  private readonly stopping = new AbortController();
  private readonly parking: ParkedPublicationsOf;
  private readonly translating: Translating;
  private readonly log: Log;
  private readonly time: RealTime;
  private readonly waiting = new Set<() => void>();
  private parkedKeys = new Set<string>();
  private turn: Promise<unknown> = Promise.resolve();
  private running: Promise<void> | undefined;
  private at: Position | undefined;
  private epoch = '0';
  private savedAt = -Infinity;
  private oldestWaiting: number | undefined;
  private stoppedBecause: string | undefined;
  private forGood = false;

  constructor(private readonly options: PublisherOptions) {
    this.name = options.name;
    this.parking = new ParkedPublicationsOf(options.name);
    this.translating = new Translating(options);
    this.log = options.log ?? ignore;
    this.time = options.time ?? realTime;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the batch in hand is told and its checkpoint kept. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Everything up to the position was told, or is parked. */
  caughtUp(position: Position): boolean {
    return this.at !== undefined && this.at >= position;
  }

  /** False when time ran out. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = this.time.monotonic() + timeoutMs;
    while (!this.caughtUp(position)) {
      const left = deadline - this.time.monotonic();
      if (left <= 0 || this.stopping.signal.aborted) return false;
      const moved = new AbortController();
      const wake = () => moved.abort();
      this.waiting.add(wake);
      await wait(left, AbortSignal.any([moved.signal, this.stopping.signal]));
      this.waiting.delete(wake);
    }
    return true;
  }

  isParked(keys: readonly string[]): boolean {
    return keys.some((key) => this.parkedKeys.has(key));
  }

  parked(): Promise<readonly ParkedPublications[]> {
    return this.parking.list(this.options.database);
  }

  async lag(): Promise<Lag> {
    const head = await this.options.store.head();
    return {
      name: this.name,
      kind: 'publisher',
      position: this.at,
      head,
      caughtUp: head === undefined || this.caughtUp(head),
      ageMs: this.oldestWaiting === undefined ? 0 : this.time.now() - this.oldestWaiting,
      parked: this.parkedKeys.size,
      ...(this.stoppedBecause !== undefined && { stopped: this.stoppedBecause }),
      ...(this.forGood && { forGood: true }),
    };
  }

  /** Tells a parked sequence, in order. False when it fails again: it stays parked. */
  async replay(key: string): Promise<boolean> {
    for (;;) {
      const outcome = await this.alone(() => this.replayNext(key));
      if (outcome !== 'more') return outcome === 'done';
    }
  }

  private async replayNext(key: string): Promise<'more' | 'done' | 'failed'> {
    const { database, exchange, topic, store } = this.options;
    const row = await this.parking.first(database, key);
    if (!row) {
      this.parkedKeys.delete(key);
      return 'done';
    }
    try {
      for await (const [event] of store.read(row.stream, { from: BigInt(row.revision) })) {
        const [{ message } = {}] = await this.translating.once([event!]);
        if (message) await exchange.publish(topic, [message]);
        break;
      }
      await this.parking.remove(database, row);
      return 'more';
    } catch (error) {
      await this.parking.failedAgain(database, row, causeOf(error));
      return 'failed';
    }
  }

  /** A batch and a replay never overlap: what a replay has emptied stays empty. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted; failures += 1)
      try {
        await this.takeOver();
        await this.follow(() => {
          failures = 0;
          this.stoppedBecause = undefined;
        });
      } catch (error) {
        if (signal.aborted) return;
        this.stoppedBecause =
          error instanceof StandStill
            ? error.reason
            : error instanceof Fenced
              ? error.message
              : causeOf(error);
        this.log('warn', 'publisher stands still', {
          publisher: this.name,
          reason: this.stoppedBecause,
        });
        this.forGood = error instanceof StandStill;
        if (this.forGood) return;
        if (error instanceof Fenced) await this.standBy();
        else await backOff(failures + 1, signal);
      }
  }

  /** Whoever published before keeps no checkpoint from now on, and so publishes at most one batch more. */
  private async takeOver(): Promise<void> {
    const { database } = this.options;
    const [row] = await database.query<{ position: Position | null; epoch: string }>(
      `insert into publisher_checkpoint (name, epoch) values ($1, 1)
       on conflict (name) do update set epoch = publisher_checkpoint.epoch + 1
       returning position, epoch`,
      [this.name],
    );
    this.epoch = row!.epoch;
    this.at = row!.position ?? undefined;
    this.parkedKeys = await this.parking.keys(database);
  }

  /** Another instance publishes; it is relieved when it gets no further although there is something to tell. */
  private async standBy(): Promise<void> {
    const { database, store, takeOverMs = 10_000 } = this.options;
    const look = async () => {
      const [row] = await database.query<{ position: string | null; epoch: string; at: string }>(
        'select position, epoch, updated_at::text as at from publisher_checkpoint where name = $1',
        [this.name],
      );
      return JSON.stringify(row);
    };
    while (!this.stopping.signal.aborted) {
      const before = await look().catch(() => undefined);
      await wait(takeOverMs, this.stopping.signal);
      const after = await look().catch(() => undefined);
      const head = await store.head().catch(() => undefined);
      if (after === undefined || after !== before || head === undefined) continue;
      if ((JSON.parse(after) as { position: string | null }).position !== head) return;
    }
  }

  private async follow(onProgress: () => void): Promise<void> {
    const { store, categories } = this.options;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    try {
      const followed = store.follow({ categories, after: this.at, signal });
      for await (const batch of new Intake(followed, LARGEST_BATCH).batches()) {
        this.oldestWaiting = batch.events[0]?.storedAt;
        await this.alone(() => this.tell(batch));
        this.oldestWaiting = undefined;
        this.at = batch.position;
        onProgress();
        for (const wake of this.waiting) wake();
      }
    } finally {
      lost.abort();
    }
  }

  private async tell({ events, position }: Batch): Promise<void> {
    if (events.length === 0) {
      if (this.time.monotonic() - this.savedAt >= QUIET_CHECKPOINT_MS)
        await this.save(position, []);
      return;
    }
    const { readable, newer } = await this.translating.all(events, this.stopping.signal);
    const { tell, park } = this.sort(readable);
    const refused = await this.publish(tell);
    const last = newer ? readable.at(-1)?.event.position : position;
    if (last !== undefined) await this.save(last, [...park, ...refused]);
    for (const parking of [...park, ...refused]) this.tellParked(parking);
    if (!newer) return;
    if (last !== undefined) this.at = last;
    throw new StandStill(newer);
  }

  private sort(translated: readonly Translated[]): {
    readonly tell: readonly Translated[];
    readonly park: readonly Parking[];
  } {
    const tell: Translated[] = [];
    const park: Parking[] = [];
    const blocked = new Set(this.parkedKeys);
    for (const it of translated) {
      const { event, key, failure, message } = it;
      if (failure) {
        const cause = causeOf(failure.error);
        park.push({ event, key, attempts: failure.attempts, ...(!blocked.has(key) && { cause }) });
        blocked.add(key);
      } else if (message && blocked.has(key)) park.push({ event, key, attempts: 0 });
      else if (message) tell.push(it);
    }
    return { tell, park };
  }

  /** Publishes in one call; gives what the exchange refuses for good, and what follows it under the same key. */
  private async publish(tell: readonly Translated[]): Promise<readonly Parking[]> {
    const park: Parking[] = [];
    let left = tell;
    while (left.length > 0)
      try {
        await this.options.exchange.publish(
          this.options.topic,
          left.map(({ message }) => message!),
        );
        return park;
      } catch (error) {
        const refused = error instanceof MessageRefused ? left[error.index] : undefined;
        if (!refused) throw error;
        const behind = left.slice(left.indexOf(refused)).filter(({ key }) => key === refused.key);
        for (const { event, key } of behind) {
          const first = event === refused.event;
          park.push({
            event,
            key,
            attempts: first ? 1 : 0,
            ...(first && { cause: causeOf(error) }),
          });
        }
        left = left.filter((it) => !behind.includes(it));
      }
    return park;
  }

  private async save(position: Position, park: readonly Parking[]): Promise<void> {
    await this.options.database.transaction(async (sql: Sql) => {
      // Need not wait for the disk: a checkpoint that a crash of the database takes away only duplicates.
      const moved = await sql.query(
        `update publisher_checkpoint set position = $1, updated_at = now()
         where name = $2 and epoch = $3 returning set_config('synchronous_commit', 'off', true)`,
        [position, this.name, this.epoch],
      );
      if (moved.length === 0) throw new Fenced('Another instance publishes now.');
      for (const parking of park) await this.parking.add(sql, parking);
    });
    for (const { key } of park) this.parkedKeys.add(key);
    this.savedAt = this.time.monotonic();
  }

  private tellParked({ event, key, cause, attempts }: Parking): void {
    if (cause === undefined) return;
    const details = {
      publisher: this.name,
      key,
      event: event.id,
      stream: event.stream,
      cause,
      attempts,
    };
    this.log('error', 'publication parked', details);
  }
}

export const publisher = (options: PublisherOptions): Publisher => {
  const made = new Publisher(options);
  made.start();
  return made;
};
