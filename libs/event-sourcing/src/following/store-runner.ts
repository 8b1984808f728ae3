import { realTime } from '@onestory/kernel';
import type { RealTime } from '@onestory/kernel';
import type { Position, StoredEvent } from '../event-store.js';
import type { Lag } from '../lag.js';
import { ignore } from './attempts.js';
import type { Log } from './attempts.js';
import { Batches } from './batches.js';
import type { Outcome } from './batches.js';
import { Checkpoint } from './checkpoint.js';
import { isBeyond } from './elsewhere.js';
import type { Follower } from './follower.js';
import { Intake } from './intake.js';
import type { Batch } from './intake.js';
import { LeaseHolder } from './lease-holder.js';
import { Leases } from './leases.js';
import type { Lease } from './leases.js';
import { Pace } from './pace.js';
import { Parking } from './parking.js';
import type { ParkedSequence } from './parking.js';
import type { FollowingPorts } from './ports.js';
import { Replays } from './replays.js';
import { Fenced, isForGood } from './states.js';
import { StoreSource } from './store-source.js';
import type { ReadyFact } from './store-source.js';
import { Waiters } from './waiters.js';

const LARGEST_BATCH = 1000;
/** How often a checkpoint is stored that others have moved on; in memory it moves at once. */
const QUIET_MS = 10_000;
/** How often a follower that stands by looks while somebody waits for it. */
const WAITED_FOR_MS = 40;

/** Runs one follower: holds its lease, resumes at its checkpoint, retries, parks, tells its lag. */
export class StoreRunner {
  readonly name: string;
  private readonly holder: LeaseHolder;
  private readonly parking: Parking<StoredEvent>;
  private readonly source: StoreSource;
  private readonly batches: Batches<StoredEvent, ReadyFact>;
  private readonly replays: Replays<StoredEvent, ReadyFact>;
  private readonly leases: Leases;
  private readonly time: RealTime;
  private readonly log: Log;
  private readonly waiters = new Waiters();
  private readonly pace = new Pace();
  private checkpoint: Checkpoint | undefined;
  private at: Position | undefined;
  private savedAt = -Infinity;
  private mustLoad = false;
  private oldestWaiting: number | undefined;

  constructor(
    private readonly ports: FollowingPorts,
    readonly follower: Follower,
    private readonly kind: 'projection' | 'publisher' = 'projection',
  ) {
    const { database } = ports;
    this.name = follower.name;
    this.time = ports.time ?? realTime;
    this.log = ports.log ?? ignore;
    this.leases = ports.leases ?? new Leases({ database });
    this.source = new StoreSource(ports, follower);
    const { sequenceOf, prepare, deliver, derive, newestOf, itemOf, restore } = this.source;
    this.parking = new Parking(database, this.name, itemOf);
    this.batches = new Batches({
      parking: this.parking,
      sequenceOf,
      prepare,
      deliver,
      newestOf,
      commit: (outcome) => this.commit(outcome),
      mustWait: isForGood,
      log: (details) => this.log('error', 'sequence parked', { follower: this.name, ...details }),
    });
    const follows = { follower: this.name, database, parking: this.parking };
    this.replays = new Replays({ ...follows, restore, prepare, deliver, derive });
    this.holder = new LeaseHolder({
      follower: this.name,
      leases: this.leases,
      log: this.log,
      take: (lease) => this.take(lease),
      follow: (lease, onProgress) => this.follow(lease, onProgress),
      leave: (lease) => this.leave(lease),
      onElsewhere: ({ position }) => (this.at = position),
      onChange: () => this.waiters.wake(),
    });
  }

  start(): void {
    this.holder.start();
  }

  /** Resolves when the batch in hand is finished and its place is kept. */
  async stop(): Promise<void> {
    const stopped = this.holder.stop();
    this.waiters.wake();
    await stopped;
  }

  /** In this process everything up to the position was handled, or is parked. */
  caughtUp(position: Position): boolean {
    return this.at !== undefined && this.at >= position;
  }

  /** True once everything up to the position was handled, by whichever process; false when time ran out. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    const { store } = this.ports;
    const deadline = this.time.monotonic() + timeoutMs;
    while (!this.caughtUp(position)) {
      if (this.holder.standsBy && (await isBeyond(position, this.follower, this.leases, store)))
        return true;
      this.pace.hurry();
      const left = deadline - this.time.monotonic();
      if (left <= 0 || this.holder.signal.aborted) return false;
      await this.waiters.next(this.holder.standsBy ? Math.min(left, WAITED_FOR_MS) : left);
    }
    return true;
  }

  /** The process that runs the follower knows when nothing is parked; only the database knows what is. */
  async isParked(ids?: readonly string[]): Promise<boolean> {
    if (this.checkpoint && this.parking.size === 0) return false;
    return this.parking.isAbout(ids);
  }

  parked(): Promise<readonly ParkedSequence[]> {
    return this.parking.list();
  }

  /** Handles a parked sequence again, in order. False when it fails again; it stays parked. */
  async replay(key: string): Promise<boolean> {
    const replayed = await this.replays.replay(key);
    this.mustLoad = true;
    if (replayed) this.log('info', 'sequence replayed', { follower: this.name, key });
    return replayed;
  }

  async lag(): Promise<Lag> {
    const head = await this.ports.store.head();
    const { at, holder } = this;
    const isQuiet = this.checkpoint !== undefined && this.parking.size === 0;
    return {
      name: this.name,
      kind: this.kind,
      position: at,
      head,
      ageMs: this.oldestWaiting === undefined ? 0 : this.time.now() - this.oldestWaiting,
      parked: isQuiet ? 0 : await this.parking.count(),
      caughtUp: holder.standsBy || head === undefined || this.caughtUp(head),
      ...holder.state,
    };
  }

  private take(lease: Lease): void {
    this.checkpoint = new Checkpoint(lease, this.leases.leaseMs);
    this.parking.know(lease.parked);
    this.savedAt = this.time.monotonic();
  }

  private async leave(lease: Lease): Promise<void> {
    const { checkpoint, at } = this;
    if (at !== undefined && !checkpoint!.isAt(at) && !lease.lost.aborted)
      await checkpoint!.moveTo(at, this.ports.store, this.ports.database).catch(() => undefined);
    this.checkpoint = undefined;
  }

  private async follow(lease: Lease, onProgress: () => void): Promise<void> {
    const categories = this.follower.codecs.map((codec) => codec.category);
    await this.checkpoint!.verify(this.ports.store);
    this.at = this.checkpoint!.position;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.holder.signal, lost.signal, lease.lost]);
    const followed = this.ports.store.follow({ categories, after: this.at, signal });
    try {
      for await (const batch of new Intake(followed, LARGEST_BATCH).batches()) {
        await this.handle(batch);
        onProgress();
        if (this.waiters.size === 0) await this.pace.rest(batch.events.length);
      }
    } finally {
      lost.abort();
    }
    if (lease.lost.aborted) throw new Fenced();
  }

  private async handle({ events, position }: Batch): Promise<void> {
    if (this.mustLoad) await this.loadParked();
    if (events.length > 0) {
      this.oldestWaiting = events[0]!.storedAt;
      await this.batches.handle(events, this.holder.signal);
      this.oldestWaiting = undefined;
    }
    this.moveTo(position);
    if (this.time.monotonic() - this.savedAt >= QUIET_MS && !this.checkpoint!.isAt(position)) {
      await this.checkpoint!.moveTo(position, this.ports.store, this.ports.database);
      this.savedAt = this.time.monotonic();
    }
  }

  private moveTo(position: Position): void {
    this.at = position;
    this.holder.goesOn();
    this.waiters.wake();
    this.ports.onMoved?.();
  }

  private async commit({ items, ready, park }: Outcome<StoredEvent, ReadyFact>): Promise<void> {
    const { database } = this.ports;
    const checkpoint = this.checkpoint!;
    const last = items.at(-1)!;
    const place = { position: last.position, stood: last.id };
    if (this.follower.project || park.length > 0)
      await database.transaction(async (sql) => {
        await checkpoint.move(sql, place);
        if (park.length > 0) await this.parking.add(sql, park);
        await this.source.derive(ready, sql);
      });
    else await checkpoint.move(database, place, true);
    checkpoint.moved(place);
    this.at = place.position;
    this.savedAt = this.time.monotonic();
  }

  private async loadParked(): Promise<void> {
    this.mustLoad = false;
    this.parking.know(await this.parking.stored());
  }
}
