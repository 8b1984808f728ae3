import { topicOf } from '@onestory/contracts';
import type { Contract } from '@onestory/contracts';
import {
  Batches,
  Fenced,
  ignore,
  LeaseHolder,
  Leases,
  Parking,
  Replays,
} from '@onestory/event-sourcing';
import type { Lag, Lease, Log, Outcome, ParkedSequence } from '@onestory/event-sourcing';
import { realTime } from '@onestory/kernel';
import type { Database, RealTime, Sql } from '@onestory/kernel';
import { isOutage } from '@onestory/postgres';
import { ConsumerOffsets } from './consumer-offsets.js';
import type { Consumer, ConsumerOptions } from './consumer.js';
import { PartitionLost } from './exchange.js';
import type { Delivered } from './exchange.js';
import { InboxIds } from './inbox-ids.js';
import { Membership } from './membership.js';
import { MessageSource } from './message-source.js';
import type { Item } from './read-message.js';
import { SharedCommit } from './shared-commit.js';

/** Consumes with exactly-once effect. */
export const consume = <C extends Contract = Contract>(options: ConsumerOptions<C>): Consumer =>
  new Inbox(options as unknown as ConsumerOptions);

/** Messages of the batches that share a transaction. */
const LARGEST_COMMIT = 500;

/** So many messages that ask for nothing may come again after a restart, for want of a stored offset. */
const MOST_PASSED_OVER = 500n;

/** What is asked together in a transaction is over together, also when one of them fails: nothing comes after its end. */
const allOf = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
};

class Inbox implements Consumer {
  readonly name: string;
  private readonly database: Database;
  private readonly leases: Leases;
  private readonly holder: LeaseHolder;
  private readonly offsets: ConsumerOffsets;
  private readonly ids: InboxIds;
  private readonly source: MessageSource;
  private readonly parking: Parking<Item>;
  private readonly batches: Batches<Item, Item>;
  private readonly replays: Replays<Item, Item>;
  private readonly commits: SharedCommit<Outcome<Item, Item>>;
  private readonly topics: readonly string[];
  private readonly log: Log;
  private readonly time: RealTime;
  private lease: Lease | undefined;
  private mustLoad = false;
  private gotOnAt: number;
  private member: Membership | undefined;

  constructor(private readonly options: ConsumerOptions) {
    const { consumer, contracts, topics, database, exchange, remembers = 10_000 } = options;
    this.name = consumer;
    this.database = database;
    this.leases = options.leases ?? new Leases({ database });
    this.topics = topics ?? [...new Set(contracts?.map(({ owner }) => topicOf(owner)))];
    this.log = options.log ?? ignore;
    this.time = options.time ?? realTime;
    this.gotOnAt = this.time.monotonic();
    this.offsets = new ConsumerOffsets(consumer, database, exchange);
    this.ids = new InboxIds(consumer, database, BigInt(remembers));
    this.source = new MessageSource({ options, ids: this.ids, log: this.log });
    const { sequenceOf, prepare, derive, itemOf, restore } = this.source;
    this.parking = new Parking(database, consumer, itemOf);
    this.commits = new SharedCommit({
      commit: (outcomes) => this.commit(outcomes),
      sizeOf: ({ items }) => items.length,
      most: LARGEST_COMMIT,
      failsForAll: (error) => error instanceof Fenced || isOutage(error),
    });
    this.batches = new Batches({
      parking: this.parking,
      sequenceOf,
      prepare,
      commit: (outcome) => this.commits.add(outcome),
      mustWait: (error) => error instanceof PartitionLost,
      log: (details) => this.log('error', 'sequence parked', { follower: consumer, ...details }),
    });
    const follows = { follower: consumer, database, parking: this.parking };
    this.replays = new Replays({ ...follows, restore, prepare, derive });
    this.holder = new LeaseHolder({
      follower: consumer,
      leases: this.leases,
      log: this.log,
      take: (lease) => this.take(lease),
      follow: (lease, onProgress) => this.follow(lease, onProgress),
      leave: async () => void (this.lease = undefined),
      onChange: () => undefined,
    });
    this.holder.start();
  }

  parked(): Promise<readonly ParkedSequence[]> {
    return this.parking.list();
  }

  async isParked(ids?: readonly string[]): Promise<boolean> {
    if (this.isQuiet) return false;
    return this.parking.isAbout(ids);
  }

  skipped(): ReadonlyMap<string, number> {
    return this.source.skipped();
  }

  async lag(): Promise<Lag & { readonly behind: bigint }> {
    const behind = await this.behind();
    const { standsBy, state } = this.holder;
    const waits = behind > 0n && !standsBy;
    return {
      name: this.name,
      kind: 'consumer',
      position: undefined,
      head: undefined,
      behind,
      ageMs: waits ? Math.round(this.time.monotonic() - this.gotOnAt) : 0,
      parked: this.isQuiet ? 0 : await this.parking.count(),
      caughtUp: standsBy || (this.member !== undefined && behind === 0n),
      ...state,
    };
  }

  async caughtUp(): Promise<boolean> {
    return (this.member !== undefined || this.holder.standsBy) && (await this.behind()) === 0n;
  }

  async rebuild(clear: (sql: Sql) => Promise<void>): Promise<void> {
    await this.database.transaction(async (sql) => {
      // Fences whoever runs it: the next lease begins without offsets.
      await sql.query(
        'update checkpoint set epoch = epoch + 1, leased_until = null where follower = $1',
        [this.name],
      );
      await clear(sql);
      for (const kept of [this.offsets, this.parking, this.ids]) await kept.clear(sql);
    });
    this.member?.leave(new Fenced());
  }

  stop(): Promise<void> {
    return this.holder.stop();
  }

  async replay(key: string): Promise<boolean> {
    const replayed = await this.replays.replay(key);
    this.mustLoad = true;
    if (replayed) this.log('info', 'sequence replayed', { follower: this.name, key });
    return replayed;
  }

  /** The process that runs it knows when nothing is parked; only the database knows what is. */
  private get isQuiet(): boolean {
    return this.lease !== undefined && this.parking.size === 0;
  }

  private async behind(): Promise<bigint> {
    const lag = await this.options.exchange.lag(this.name, this.topics);
    return lag.reduce((sum, { behind }) => sum + behind, 0n);
  }

  private take(lease: Lease): void {
    this.lease = lease;
    this.parking.know(lease.parked);
    this.gotOnAt = this.time.monotonic();
  }

  /** A member of its group for as long as it holds the lease. */
  private async follow(lease: Lease, onProgress: () => void): Promise<void> {
    await this.offsets.load();
    const member = new Membership(lease, this.holder.signal);
    const { leaveIfOver } = member;
    this.member = member;
    const consumption = this.options.exchange.consume({
      group: this.name,
      topics: this.topics,
      ...(this.options.isPassing && { isPassing: true }),
      startAt: (topic, partition) => this.offsets.startAt(topic, partition).catch(leaveIfOver),
      handle: async (batch, released) => {
        await this.handle(batch, released).catch(leaveIfOver);
        onProgress();
      },
    });
    this.holder.goesOn();
    await member.last(consumption).finally(() => (this.member = undefined));
  }

  /** Messages of one partition. */
  private async handle(batch: readonly Delivered[], signal: AbortSignal): Promise<void> {
    const stored = this.offsets.stored(batch[0]!);
    const items = batch.filter(({ offset }) => offset >= stored).map(this.source.read);
    const wanted = items.filter(({ skip }) => !skip);
    for (const piece of this.source.inPieces(wanted)) {
      signal.throwIfAborted();
      await this.batches.handle(piece, signal);
    }
    const last = items.at(-1);
    if (last && last.delivered.offset + 1n - this.offsets.stored(last.delivered) > MOST_PASSED_OVER)
      await this.commits.add({ items: [last], ready: [], park: [] });
    this.gotOnAt = this.time.monotonic();
    this.source.countSkipped(items.filter(({ skip }) => skip));
  }

  /** Rows, inbox, parked messages and offsets of several partitions change together. */
  private async commit(outcomes: readonly Outcome<Item, Item>[]): Promise<void> {
    if (!this.lease) throw new Fenced();
    const { lease, offsets, parking } = this;
    if (this.mustLoad) await this.loadParked();
    const moves = outcomes.map(({ items }) => offsets.moveBehind(items.at(-1)!.delivered));
    const park = outcomes.flatMap((it) => it.park);
    const ready = outcomes.flatMap((it) => it.ready);
    await this.database.transaction((sql) =>
      allOf([
        offsets.advance(sql, lease, this.leases.leaseMs, moves),
        ...(park.length > 0 ? [parking.add(sql, park)] : []),
        this.source.derive(ready, sql),
      ]),
    );
    offsets.advanced(moves);
    this.gotOnAt = this.time.monotonic();
    await this.ids.purge(moves);
  }

  /** While nothing else is committed, so that nothing is forgotten that is parked meanwhile. */
  private async loadParked(): Promise<void> {
    this.mustLoad = false;
    this.parking.know(await this.parking.stored());
  }
}
