import type { AnyFact, Database, RealTime, Sql } from '@onestory/kernel';
import type { KeyStore } from '@onestory/personal-data';
import { setTimeout as pause } from 'node:timers/promises';
import { HistoryNewerThanThisVersion } from './codec.js';
import type { Decoder, Told } from './codec.js';
import { decodeAll } from './decode-all.js';
import type { EventStore, Position, StoredEvent } from './event-store.js';
import { Intake } from './intake.js';
import type { Lag } from './lag.js';
import { isOutage } from './outage.js';
import { ParkedEvents } from './parked-events.js';
import type { ParkedSequence } from './parked-events.js';

/** Derives rows from facts. Rows, checkpoint and fencing epoch share a transaction. No outward effects. */
export interface Projector {
  /** With its version, as its tables have: `screening_queue_v1`. A new version starts from the beginning. */
  readonly name: string;
  readonly codecs: readonly Decoder<AnyFact>[];
  /** What keeps its order when something cannot be handled. Default: the stream. */
  keyOf?(event: StoredEvent): string;
  /**
   * Commands that follow from these facts, given before the rows' transaction. Idempotent: after a crash they
   * come again. Rebuild and verify never call it.
   */
  react?(batch: readonly Told<AnyFact>[]): Promise<void>;
  /** Set-based: one batch, few statements. Called again with the same events after a crash. */
  project(batch: readonly Told<AnyFact>[], sql: Sql): Promise<void>;
}

export interface ProjectionPorts {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly database: Database;
  readonly time: RealTime;
  /** Ids and codes only. */
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, details: object) => void;
}

const LARGEST_BATCH = 1000;
const ATTEMPTS = 5;
const LONGEST_BACK_OFF_MS = 2000;
/** How often a checkpoint without own events is stored; in memory it moves at once. */
const QUIET_CHECKPOINT_MS = 30_000;

class Fenced extends Error {}

/** Runs one projector: resumes from its checkpoint, retries, parks what cannot be handled, tells its lag. */
export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private readonly parkedEvents: ParkedEvents;
  private running: Promise<void> | undefined;
  private at: Position | undefined;
  /** Where the stored checkpoint is, as far as this runner knows. */
  private stored: Position | undefined;
  private epoch = '0';
  private savedAt = 0;
  private oldestWaiting: number | undefined;
  private stoppedBecause: string | undefined;
  private forGood = false;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly ports: ProjectionPorts,
    readonly projector: Projector,
  ) {
    this.parkedEvents = new ParkedEvents(ports.database, projector.name);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when the batch in hand is finished. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** True once everything up to the position was handled; false when time ran out. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = this.ports.time.monotonic() + timeoutMs;
    while (this.at === undefined || this.at < position) {
      const left = deadline - this.ports.time.monotonic();
      if (left <= 0 || this.stopping.signal.aborted) return false;
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, left);
        this.waiting.add(done);
      });
    }
    return true;
  }

  isParked(keys: readonly string[]): boolean {
    return this.parkedEvents.holdsAny(keys);
  }

  parked(): Promise<readonly ParkedSequence[]> {
    return this.parkedEvents.list();
  }

  /** Handles a parked sequence again, in order. False when it fails again; it stays parked. */
  async replay(key: string): Promise<boolean> {
    return this.parkedEvents.replay(key, async (stream, revision, sql) => {
      for await (const [event] of this.ports.store.read(stream, { from: revision })) {
        const told = await this.decode([event!]);
        await this.projector.react?.(told);
        await this.projector.project(told, sql);
        return;
      }
    });
  }

  async lag(): Promise<Lag> {
    const head = await this.ports.store.head();
    return {
      name: this.projector.name,
      kind: 'projection',
      position: this.at,
      head,
      ageMs: this.oldestWaiting === undefined ? 0 : this.ports.time.now() - this.oldestWaiting,
      parked: this.parkedEvents.size,
      caughtUp: head === undefined || (this.at !== undefined && this.at >= head),
      ...(this.stoppedBecause && { stopped: this.stoppedBecause }),
      ...(this.forGood && { forGood: true }),
    };
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        await this.takeOver();
        this.stoppedBecause = undefined;
        await this.follow(() => (failures = 0));
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        const reason = reasonOf(error);
        this.stoppedBecause = reason;
        this.forGood = isForGood(error);
        this.ports.log?.('warn', 'projection stands still', {
          projection: this.projector.name,
          reason,
        });
        if (this.forGood) return;
        failures += 1;
        await pause(Math.min(LONGEST_BACK_OFF_MS, 25 * 2 ** failures), undefined, {
          signal: this.stopping.signal,
        }).catch(() => undefined);
      }
    }
  }

  /** Whoever ran this projection before writes nothing from now on. */
  private async takeOver(): Promise<void> {
    const [row] = await this.ports.database.query<{ position: Position | null; epoch: string }>(
      `insert into projection_checkpoint (name, epoch) values ($1, 1)
       on conflict (name) do update set epoch = projection_checkpoint.epoch + 1
       returning position, epoch`,
      [this.projector.name],
    );
    this.at = row!.position ?? undefined;
    this.stored = this.at;
    this.epoch = row!.epoch;
    await this.parkedEvents.load();
  }

  private async follow(onProgress: () => void): Promise<void> {
    const categories = this.projector.codecs.map((codec) => codec.category);
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const intake = new Intake(
      this.ports.store.follow({ categories, after: this.at, signal }),
      LARGEST_BATCH,
    );
    try {
      for await (const batch of intake.batches()) {
        this.oldestWaiting = batch.events[0]?.storedAt;
        await this.handle(batch.events, batch.position);
        this.oldestWaiting = undefined;
        this.moveTo(batch.position);
        onProgress();
      }
    } finally {
      lost.abort();
    }
  }

  private moveTo(position: Position): void {
    this.at = position;
    for (const wake of [...this.waiting]) wake();
  }

  private async handle(events: readonly StoredEvent[], position: Position): Promise<void> {
    if (events.length === 0) {
      if (this.ports.time.monotonic() - this.savedAt < QUIET_CHECKPOINT_MS) return;
      await this.commit(position);
      return;
    }
    const clear = this.parkedEvents.size === 0;
    try {
      if (!clear) throw new OneByOne();
      const told = await this.decode(events);
      await this.projector.react?.(told);
      await this.commit(position, (sql) => this.projector.project(told, sql));
    } catch (error) {
      if (isNoPoison(error)) throw error;
      await this.oneByOne(events);
      await this.commit(position);
    }
  }

  private async oneByOne(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      const key = this.keyOf(event);
      if (this.parkedEvents.holdsAny([key])) await this.park(event, key, undefined, 0);
      else await this.alone(event, key);
    }
  }

  private async alone(event: StoredEvent, key: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const told = await this.decode([event]);
        await this.projector.react?.(told);
        return await this.commit(event.position, (sql) => this.projector.project(told, sql));
      } catch (error) {
        if (isNoPoison(error)) throw error;
        if (attempt === ATTEMPTS) {
          // A database that does not answer is nobody's fault: wait for it, park nothing.
          await this.ports.database.query('select 1');
          return this.park(event, key, error, attempt);
        }
        await pause(10 * 2 ** attempt);
      }
    }
  }

  private async park(
    event: StoredEvent,
    key: string,
    error: unknown,
    attempts: number,
  ): Promise<void> {
    await this.commit(event.position, (sql) =>
      this.parkedEvents.park(event, key, error, attempts, sql),
    );
    this.parkedEvents.remember(key);
    this.ports.log?.('error', 'sequence parked', {
      projection: this.projector.name,
      key,
      event: event.id,
      cause: error instanceof Error ? error.name : undefined,
    });
  }

  private keyOf(event: StoredEvent): string {
    return this.projector.keyOf?.(event) ?? event.stream;
  }

  private decode(events: readonly StoredEvent[]): Promise<readonly Told<AnyFact>[]> {
    return decodeAll(events, this.projector.codecs, this.ports.keys);
  }

  /**
   * Rows and checkpoint in one transaction, the checkpoint first: whoever was fenced, or whose database has lost
   * what it had acknowledged, finds out before it trips over rows.
   */
  private async commit(position: Position, work?: (sql: Sql) => Promise<void>): Promise<void> {
    await this.ports.database.transaction(async (sql) => {
      await this.checkpoint(position, sql);
      await work?.(sql);
    });
    this.stored = position;
    this.savedAt = this.ports.time.monotonic();
  }

  private async checkpoint(position: Position, sql: Sql): Promise<void> {
    const moved = await sql.query(
      `update projection_checkpoint set position = $1, updated_at = now()
       where name = $2 and epoch = $3 and position is not distinct from $4::text returning 1`,
      [position, this.projector.name, this.epoch, this.stored ?? null],
    );
    if (moved.length > 0) return;
    const [row] = await sql.query<{ epoch: string }>(
      'select epoch from projection_checkpoint where name = $1',
      [this.projector.name],
    );
    if (row?.epoch === this.epoch) throw new PlaceLost('The checkpoint is not where it was left.');
    throw new Fenced('Another process runs this projection now.');
  }
}

/** It goes on from where the checkpoint is. */
class PlaceLost extends Error {}

class OneByOne extends Error {}

const isForGood = (error: unknown): error is Error =>
  error instanceof Fenced || error instanceof HistoryNewerThanThisVersion;

/** Not the event's fault: it is not tried alone, and never parked. */
const isNoPoison = (error: unknown): boolean =>
  isForGood(error) || error instanceof PlaceLost || isOutage(error);

/** Our own messages hold ids and types only; a database's may quote what somebody typed. */
const reasonOf = (error: unknown): string => {
  if (isForGood(error)) return error.message;
  const { name, code } = error as { readonly name?: string; readonly code?: string };
  return [name ?? 'unknown', code].filter(Boolean).join(' ');
};

/** Derives a projector's rows from the beginning up to now into another schema: for verify and rebuild. */
export const projectUpToNow = async (
  ports: Pick<ProjectionPorts, 'store' | 'keys' | 'database'>,
  projector: Projector,
  onProgress?: (events: number) => void,
): Promise<number> => {
  const done = new AbortController();
  const categories = projector.codecs.map((codec) => codec.category);
  const followed = ports.store.follow({ categories, signal: done.signal });
  let count = 0;
  for await (const batch of new Intake(followed, LARGEST_BATCH).batches()) {
    if (batch.events.length > 0)
      await ports.database.transaction(async (sql) =>
        projector.project(await decodeAll(batch.events, projector.codecs, ports.keys), sql),
      );
    count += batch.events.length;
    onProgress?.(count);
    if (batch.caughtUp) break;
  }
  done.abort();
  return count;
};
