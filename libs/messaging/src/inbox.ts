import { contractOf, topicOf } from '@onestory/contracts';
import type { Contract, PublishedEvent } from '@onestory/contracts';
import { isOutage } from '@onestory/event-sourcing';
import type { Lag } from '@onestory/event-sourcing';
import { realTime } from '@onestory/kernel';
import type { Database, RealTime, Sql } from '@onestory/kernel';
import { ignore, PAUSES_MS, wait } from './attempts.js';
import type { Log } from './attempts.js';
import { UnreadableMessage } from './cloud-events.js';
import { ConsumerOffsets } from './consumer-offsets.js';
import { PartitionLost } from './exchange.js';
import type { Consumption, Delivered } from './exchange.js';
import { deliveredOf, ParkedMessagesOf } from './parked-messages.js';
import type { ParkedMessages, ParkedRow, Parking } from './parked-messages.js';
import { describeError, readMessage } from './read-message.js';
import type { Item } from './read-message.js';
import type { Consumer, ConsumerOptions } from './consumer.js';

/** Consumes with exactly-once effect. */
export const consume = <C extends Contract = Contract>(options: ConsumerOptions<C>): Consumer =>
  new Inbox(options as unknown as ConsumerOptions);

/** What is to be done with a batch: what is handled, and what is parked or queues behind something parked. */
interface Sorted {
  readonly wanted: readonly PublishedEvent[];
  readonly park: readonly Parking[];
}

/** So many messages that ask for nothing may come again after a restart, for want of a stored offset. */
const MOST_PASSED_OVER = 500n;

class Inbox implements Consumer {
  readonly name: string;
  private readonly offsets: ConsumerOffsets;
  private readonly parking: ParkedMessagesOf;
  private readonly contracts: ReadonlyMap<string, Contract> | undefined;
  private readonly topics: readonly string[];
  private readonly skippedTypes = new Map<string, number>();
  private readonly log: Log;
  private readonly time: RealTime;
  private readonly database: Database;
  private consumption: Consumption;
  private gotOnAt: number;

  constructor(private readonly options: ConsumerOptions) {
    const { consumer, contracts, topics, database } = options;
    this.name = consumer;
    this.database = database;
    this.offsets = new ConsumerOffsets(consumer);
    this.parking = new ParkedMessagesOf(consumer);
    this.contracts = contracts && new Map(contracts.map((it) => [it.type, it]));
    this.topics = topics ?? [...new Set(contracts?.map(({ owner }) => topicOf(owner)))];
    this.log = options.log ?? ignore;
    this.time = options.time ?? realTime;
    this.gotOnAt = this.time.monotonic();
    this.consumption = this.begin();
  }

  parked(): Promise<readonly ParkedMessages[]> {
    return this.parking.list(this.database);
  }

  isParked(ids: readonly string[]): Promise<boolean> {
    return this.parking.isAbout(this.database, ids);
  }

  skipped(): ReadonlyMap<string, number> {
    return this.skippedTypes;
  }

  async lag(): Promise<Lag & { readonly behind: bigint }> {
    const behind = await this.behind();
    return {
      name: this.name,
      kind: 'consumer',
      position: undefined,
      head: undefined,
      behind,
      ageMs: behind === 0n ? 0 : Math.round(this.time.monotonic() - this.gotOnAt),
      parked: await this.parking.count(this.database),
      caughtUp: behind === 0n,
    };
  }

  async caughtUp(): Promise<boolean> {
    return (await this.behind()) === 0n;
  }

  async rebuild(clear: (sql: Sql) => Promise<void>): Promise<void> {
    await this.consumption.stop();
    try {
      await this.database.transaction(async (sql) => {
        await clear(sql);
        await this.offsets.forget(sql);
        await this.parking.forget(sql);
        await sql.query('delete from inbox where consumer = $1', [this.name]);
      });
    } finally {
      this.consumption = this.begin();
    }
  }

  stop(): Promise<void> {
    return this.consumption.stop();
  }

  async replay(key: string): Promise<boolean> {
    for (const place of await this.parking.places(this.database, key))
      while (true) {
        const row = await this.parking.first(this.database, key, place);
        if (!row) break;
        try {
          await this.handleParked(row);
        } catch (error) {
          await this.parking.failedAgain(this.database, row, describeError(error));
          return false;
        }
      }
    this.log('info', 'sequence replayed', { consumer: this.name, key });
    return true;
  }

  private async handleParked(row: ParkedRow): Promise<void> {
    const { message, unreadable, skip } = readMessage(deliveredOf(row), this.contracts);
    if (!message || unreadable !== undefined)
      throw new UnreadableMessage(unreadable ?? 'not readable');
    const wanted = skip ? [] : [message];
    if (this.options.before && (await this.known(wanted)).length < wanted.length)
      await this.options.before(message as never);
    await this.database.transaction(async (sql) => {
      await this.offsets.lock(sql, row.topic, row.partition);
      if (await this.parking.remove(sql, row)) await this.handleNew(wanted, sql);
    });
  }

  private begin(): Consumption {
    return this.options.exchange.consume({
      group: this.name,
      topics: this.topics,
      startAt: (topic, partition) => this.offsets.startAt(this.database, topic, partition),
      handle: (batch, signal) => this.handleBatch(batch, signal),
    });
  }

  private async behind(): Promise<bigint> {
    const lag = await this.options.exchange.lag(this.name);
    return lag.reduce((sum, { behind }) => sum + behind, 0n);
  }

  private async handleBatch(batch: readonly Delivered[], signal: AbortSignal): Promise<void> {
    const items = batch.map((delivered) => this.read(delivered));
    try {
      await this.attempt(items);
    } catch (error) {
      if (this.mustWait(error)) throw error;
      const [only] = items.length === 1 ? items : [];
      if (only) return this.alone(only, signal, { error });
      for (const item of items) await this.alone(item, signal);
    }
  }

  /** Retries, then parks, so that a message that cannot be handled holds up nothing but its own key. */
  private async alone(item: Item, signal: AbortSignal, failed?: { error: unknown }): Promise<void> {
    for (let attempt = 1; ; attempt += 1)
      try {
        if (failed && attempt === 1) throw failed.error;
        return await this.attempt([item]);
      } catch (error) {
        if (this.mustWait(error)) throw error;
        signal.throwIfAborted();
        const ms = PAUSES_MS[attempt - 1];
        if (ms === undefined) return this.park(item, error, attempt);
        await wait(ms, signal);
      }
  }

  private mustWait(error: unknown): boolean {
    return error instanceof PartitionLost || (this.options.isOutage ?? isOutage)(error);
  }

  private read(delivered: Delivered): Item {
    const item = readMessage(delivered, this.contracts);
    const { message, skip, unreadable } = item;
    if (!message || skip || unreadable !== undefined || !this.options.concern) return item;
    const concern = this.options.concern(message as never);
    return { ...item, concern, skip: concern === 'nothing' };
  }

  /** Nothing asked, nothing stored: only now and then the offset. */
  private passOver(items: readonly Item[]): boolean {
    const { delivered } = items.at(-1)!;
    const stored = this.offsets.stored(delivered);
    if (delivered.offset + 1n - stored > MOST_PASSED_OVER) return false;
    if (!items.every(({ skip }) => skip)) return false;
    this.gotOnAt = this.time.monotonic();
    for (const { message } of items) this.countSkipped(message!.type);
    return true;
  }

  private async attempt(items: readonly Item[]): Promise<void> {
    if (this.passOver(items)) return;
    if (!this.options.before) return this.commit(items);
    const done = await this.runBefore(items);
    if (done.count > 0) await this.commit(items.slice(0, done.count));
    if (done.count < items.length) throw done.error;
  }

  /** How many of the items are settled but for their inbox rows, and what happened to the next one. */
  private async runBefore(items: readonly Item[]): Promise<{ count: number; error?: unknown }> {
    const isAsked = ({ skip, concern = 'effect' }: Item): boolean => !skip && concern === 'effect';
    if (!items.some(isAsked)) return { count: items.length };
    const { topic, partition } = items[0]!.delivered;
    const next = await this.offsets.read(this.database, topic, partition);
    const fresh = items.filter(({ delivered }) => delivered.offset >= (next ?? 0n));
    const { wanted } = await this.sort(this.database, fresh);
    const known = await this.known(wanted);
    const started = new Set<string>(known);
    const wantedItems = new Set(wanted);
    for (const [index, item] of items.entries()) {
      const { message } = item;
      if (!message || !isAsked(item)) continue;
      if (!wantedItems.has(message) || started.has(message.id)) continue;
      started.add(message.id);
      try {
        await this.options.before!(message as never);
      } catch (error) {
        return { count: index, error };
      }
    }
    return { count: items.length };
  }

  private async commit(items: readonly Item[]): Promise<void> {
    const first = items[0]!.delivered;
    const to = items.at(-1)!.delivered.offset + 1n;
    const sorted = await this.database.transaction(async (sql) => {
      const next = await this.offsets.take(sql, first);
      const fresh = items.filter(({ delivered }) => delivered.offset >= next);
      if (fresh.length === 0) return undefined;
      const { wanted, park } = await this.sort(sql, fresh);
      await this.handleNew(wanted, sql);
      for (const parking of park) await this.parking.add(sql, parking);
      await this.offsets.advance(sql, first, next, to);
      return { park, skipped: fresh.filter(({ skip }) => skip) };
    });
    this.gotOnAt = this.time.monotonic();
    if (!sorted) return;
    this.offsets.advanced(first, to);
    for (const { message } of sorted.skipped) this.countSkipped(message!.type);
    for (const parking of sorted.park) if (parking.cause) this.tellParked(parking);
  }

  private async sort(sql: Sql, items: readonly Item[]): Promise<Sorted> {
    if (items.length === 0) return { wanted: [], park: [] };
    const keys = items.map(({ delivered }) => delivered.key);
    const blocked = new Set(await this.parking.keys(sql, items[0]!.delivered.topic, keys));
    const wanted: PublishedEvent[] = [];
    const park: Parking[] = [];
    for (const { delivered, message, unreadable, skip } of items) {
      if (skip) continue;
      if (blocked.has(delivered.key))
        park.push({ delivered, message, cause: undefined, attempts: 0 });
      else if (unreadable !== undefined || !message) {
        blocked.add(delivered.key);
        park.push({ delivered, message, cause: unreadable, attempts: 1 });
      } else wanted.push(message);
    }
    return { wanted, park };
  }

  private async known(messages: readonly PublishedEvent[]): Promise<readonly string[]> {
    if (messages.length === 0) return [];
    const rows = await this.database.query<{ id: string }>(
      'select message_id as id from inbox where consumer = $1 and message_id = any($2::uuid[])',
      [this.name, messages.map(({ id }) => id)],
    );
    return rows.map(({ id }) => id);
  }

  /** Only ids that the inbox does not have; a message that is twice in the batch counts once. */
  private async handleNew(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    if (messages.length === 0) return;
    const rows = await sql.query<{ id: string }>(
      `insert into inbox (consumer, message_id) select $1, * from unnest($2::uuid[])
       on conflict do nothing returning message_id as id`,
      [this.name, messages.map(({ id }) => id)],
    );
    const unseen = new Set(rows.map(({ id }) => id));
    const fresh = messages.filter(({ id }) => unseen.delete(id));
    if (fresh.length > 0) await this.options.handle(fresh as never, sql);
  }

  private async park(item: Item, error: unknown, attempts: number): Promise<void> {
    const { delivered, message } = item;
    const parking = { delivered, message, cause: describeError(error), attempts };
    const to = delivered.offset + 1n;
    const parked = await this.database.transaction(async (sql) => {
      const next = await this.offsets.take(sql, delivered);
      if (next > delivered.offset) return false;
      await this.parking.add(sql, parking);
      await this.offsets.advance(sql, delivered, next, to);
      return true;
    });
    if (!parked) return;
    this.offsets.advanced(delivered, to);
    this.tellParked(parking);
  }

  private tellParked({ delivered, message, cause, attempts }: Parking): void {
    const { topic, partition, offset, key } = delivered;
    this.log('error', 'sequence parked', {
      consumer: this.name,
      key,
      topic,
      partition,
      offset: offset.toString(),
      message: message?.id,
      cause,
      attempts,
    });
  }

  /** A topic holds what is meant for others too; what nobody promised may be a newer publisher, or a mistake. */
  private countSkipped(type: string): void {
    if (!this.contracts || this.contracts.has(type) || contractOf(type)) return;
    const count = (this.skippedTypes.get(type) ?? 0) + 1;
    this.skippedTypes.set(type, count);
    if (count === 1) this.log('warn', 'type in no contract', { consumer: this.name, type });
  }
}
