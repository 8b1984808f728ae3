import { topicOf } from '@onestory/contracts';
import type { Contract } from '@onestory/contracts';
import { ignore, LogWentBackwards, PAUSES_MS, wait } from '@onestory/event-sourcing';
import type { Lag, Log } from '@onestory/event-sourcing';
import { realTime } from '@onestory/kernel';
import type { Database, RealTime, Sql } from '@onestory/kernel';
import { isOutage } from '@onestory/postgres';
import { UnreadableMessage } from './cloud-events.js';
import { Before } from './before.js';
import { ConsumerOffsets } from './consumer-offsets.js';
import type { Consumer, ConsumerOptions } from './consumer.js';
import { Effects, Unsettled } from './effects.js';
import { PartitionLost } from './exchange.js';
import type { Consumption, Delivered } from './exchange.js';
import { deliveredOf, ParkedMessagesOf } from './parked-messages.js';
import type { ParkedMessages, ParkedRow } from './parked-messages.js';
import { describeError, readItem, readMessage } from './read-message.js';
import type { Item } from './read-message.js';
import { SharedCommit } from './shared-commit.js';

/** Consumes with exactly-once effect. */
export const consume = <C extends Contract = Contract>(options: ConsumerOptions<C>): Consumer =>
  new Inbox(options as unknown as ConsumerOptions);

/** Messages of the batches that share a transaction. */
const LARGEST_COMMIT = 500;

/** So many messages that ask for nothing may come again after a restart, for want of a stored offset. */
const MOST_PASSED_OVER = 500n;

class Inbox implements Consumer {
  readonly name: string;
  private readonly offsets: ConsumerOffsets;
  private readonly parking: ParkedMessagesOf;
  private readonly contracts: ReadonlyMap<string, Contract> | undefined;
  private readonly topics: readonly string[];
  private readonly log: Log;
  private readonly time: RealTime;
  private readonly database: Database;
  private readonly effects: Effects;
  private readonly commits: SharedCommit<readonly Item[]>;
  private readonly before: Before;
  private consumption: Consumption;
  private gotOnAt: number;
  private stopped: string | undefined;

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
    this.effects = new Effects({
      consumer,
      database,
      offsets: this.offsets,
      parking: this.parking,
      contracts: this.contracts,
      log: this.log,
      handle: (messages, sql) => options.handle(messages as never, sql),
      isSettled: (item) => this.before.isSettled(item),
      remembers: BigInt(options.remembers ?? 10_000),
    });
    const { offsets, effects } = this;
    this.before = new Before({ database, offsets, effects, before: options.before });
    this.commits = new SharedCommit({
      commit: (batches) => this.effects.commit(batches),
      sizeOf: ({ length }) => length,
      most: LARGEST_COMMIT,
      failsForAll: options.isOutage ?? isOutage,
    });
    this.consumption = this.begin();
  }

  parked(): Promise<readonly ParkedMessages[]> {
    return this.parking.list(this.database);
  }

  isParked(ids?: readonly string[]): Promise<boolean> {
    return this.parking.isAbout(this.database, ids);
  }

  skipped(): ReadonlyMap<string, number> {
    return this.effects.skipped();
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
      caughtUp: behind === 0n && !this.stopped,
      ...(this.stopped && { stopped: this.stopped, forGood: true }),
    };
  }

  async caughtUp(): Promise<boolean> {
    return (await this.behind()) === 0n;
  }

  async rebuild(clear: (sql: Sql) => Promise<void>): Promise<void> {
    await this.consumption.stop();
    try {
      await this.effects.forget(clear);
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
    if (this.options.before && (await this.effects.known(wanted)).size < wanted.length)
      await this.options.before(message as never);
    await this.effects.replay(row, wanted);
  }

  private begin(): Consumption {
    const { exchange } = this.options;
    return exchange.consume({
      group: this.name,
      topics: this.topics,
      ...(this.options.isPassing && { isPassing: true }),
      startAt: (topic, partition) =>
        this.offsets
          .startAt(this.database, exchange, topic, partition)
          .catch((error: unknown) => this.standStill(error)),
      handle: (batch, signal) => this.handleBatch(batch, signal),
    });
  }

  private standStill(error: unknown): never {
    if (error instanceof LogWentBackwards && this.stopped !== error.message) {
      this.stopped = error.message;
      this.log('error', 'consumer stands still', { consumer: this.name, reason: this.stopped });
    }
    throw error;
  }

  private async behind(): Promise<bigint> {
    const lag = await this.options.exchange.lag(this.name);
    return lag.reduce((sum, { behind }) => sum + behind, 0n);
  }

  private async handleBatch(batch: readonly Delivered[], signal: AbortSignal): Promise<void> {
    const items = batch.map((delivered) =>
      readItem(delivered, this.contracts, this.options.concern),
    );
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
        if (ms === undefined) return this.effects.park(item, error, attempt);
        await wait(ms, signal);
      }
  }

  private mustWait(error: unknown): boolean {
    if (error instanceof PartitionLost || error instanceof Unsettled) return true;
    return (this.options.isOutage ?? isOutage)(error);
  }

  /** Nothing asked, nothing stored: only now and then the offset. */
  private passOver(items: readonly Item[]): boolean {
    const { delivered } = items.at(-1)!;
    const stored = this.offsets.stored(delivered);
    if (delivered.offset + 1n - stored > MOST_PASSED_OVER) return false;
    if (!items.every(({ skip }) => skip)) return false;
    this.gotOnAt = this.time.monotonic();
    this.effects.countSkipped(items);
    return true;
  }

  private async attempt(items: readonly Item[]): Promise<void> {
    if (this.passOver(items)) return;
    if (!this.options.before) return this.commit(items);
    const done = await this.before.run(items);
    if (done.count > 0) await this.commit(items.slice(0, done.count));
    if (done.count < items.length) throw done.error;
  }

  private async commit(items: readonly Item[]): Promise<void> {
    await this.commits.add(items);
    this.gotOnAt = this.time.monotonic();
  }
}
