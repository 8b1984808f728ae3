import { contractOf } from '@onestory/contracts';
import type { Contract, PublishedEvent } from '@onestory/contracts';
import type { Database, Sql } from '@onestory/kernel';
import type { Log } from '@onestory/event-sourcing';
import { digestOf } from './consumer-offsets.js';
import type { ConsumerOffsets, Move } from './consumer-offsets.js';
import { deliveredOf, sequenceOf } from './parked-messages.js';
import type { ParkedMessagesOf, ParkedRow, Parking } from './parked-messages.js';
import { describeError } from './read-message.js';
import type { Item } from './read-message.js';

export interface EffectsParts {
  readonly consumer: string;
  readonly database: Database;
  readonly offsets: ConsumerOffsets;
  readonly parking: ParkedMessagesOf;
  /** What this consumer understands. Undefined: everything. */
  readonly contracts: ReadonlyMap<string, Contract> | undefined;
  readonly log: Log;
  handle(messages: readonly PublishedEvent[], sql: Sql): Promise<void>;
  /** What is asked for before the rows was done for it, or it asks for nothing. */
  isSettled(item: Item): boolean;
  /** Messages behind an offset that the inbox remembers, per partition. */
  readonly remembers: bigint;
}

/** It was about to queue behind something parked that was replayed meanwhile: it is handled from its start. */
export class Unsettled extends Error {
  constructor() {
    super('What it queues behind was replayed meanwhile.');
    this.name = 'Unsettled';
  }
}

/** What is to be done with a batch: what is handled, and what is parked or queues behind something parked. */
interface Sorted {
  readonly wanted: readonly PublishedEvent[];
  readonly park: readonly Parking[];
}

const sortOut = (items: readonly Item[], parked: ReadonlySet<string>): Sorted => {
  const blocked = new Set(parked);
  const wanted: PublishedEvent[] = [];
  const park: Parking[] = [];
  for (const { delivered, message, unreadable, skip } of items) {
    if (skip) continue;
    const sequence = sequenceOf(delivered);
    if (blocked.has(sequence)) park.push({ delivered, message, cause: undefined, attempts: 0 });
    else if (unreadable !== undefined || !message) {
      blocked.add(sequence);
      park.push({ delivered, message, cause: unreadable, attempts: 1 });
    } else wanted.push(message);
  }
  return { wanted, park };
};

/** What is asked together in a transaction is over together, also when one of them fails: nothing comes after its end. */
const allOf = async (work: readonly Promise<unknown>[]): Promise<void> => {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
};

/** A consumer's rows, inbox, parked messages and offsets: what changes together is one transaction. */
export class Effects {
  private readonly skippedTypes = new Map<string, number>();
  private readonly purged = new Map<string, bigint>();

  constructor(private readonly parts: EffectsParts) {}

  /** Batches of several partitions. */
  async commit(batches: readonly (readonly Item[])[]): Promise<void> {
    const { database, offsets, parking } = this.parts;
    const done = await database.transaction(async (sql) => {
      const firsts = batches.map((items) => items[0]!.delivered);
      // Asked together: neither needs the other's answer.
      const [next, blocked] = await Promise.all([
        offsets.take(sql, firsts),
        this.parts.parking.among(
          sql,
          batches.flat().map(({ delivered }) => delivered),
        ),
      ]);
      const fresh = batches.map((items, n) =>
        items.filter(({ delivered }) => delivered.offset >= next[n]!),
      );
      const moves = fresh.flatMap((items, n) => {
        const last = items.at(-1);
        if (!last) return [];
        const stood = digestOf(last.delivered);
        return { first: firsts[n]!, from: next[n]!, to: last.delivered.offset + 1n, stood };
      });
      const items = fresh.flat();
      const { wanted, park } = sortOut(items, blocked);
      const handled = new Set(wanted);
      if (items.some((item) => handled.has(item.message!) && !this.parts.isSettled(item)))
        throw new Unsettled();
      await allOf([
        moves.length > 0 ? offsets.advance(sql, moves) : Promise.resolve(),
        this.handleNew(
          items.filter(({ message }) => handled.has(message!)),
          sql,
        ),
      ]);
      for (const one of park) await parking.add(sql, one);
      return { moves, park, skipped: items.filter(({ skip }) => skip) };
    });
    offsets.advanced(done.moves);
    await this.purge(done.moves);
    this.countSkipped(done.skipped);
    for (const one of done.park) if (one.cause) this.tellParked(one);
  }

  /** A message that no attempt could handle: what comes after it under its key queues behind it. */
  async park({ delivered, message }: Item, error: unknown, attempts: number): Promise<void> {
    const { database, offsets, parking } = this.parts;
    const parked = { delivered, message, cause: describeError(error), attempts };
    const moves = await database.transaction(async (sql) => {
      const [from] = await offsets.take(sql, [delivered]);
      if (from! > delivered.offset) return undefined;
      await parking.add(sql, parked);
      const stood = digestOf(delivered);
      const move = { first: delivered, from: from!, to: delivered.offset + 1n, stood };
      await offsets.advance(sql, [move]);
      return [move];
    });
    if (!moves) return;
    offsets.advanced(moves);
    this.tellParked(parked);
  }

  /** One that was parked, if it still is. */
  async replay(row: ParkedRow, wanted: readonly PublishedEvent[]): Promise<void> {
    const { database, offsets, parking } = this.parts;
    await database.transaction(async (sql) => {
      await offsets.lock(sql, row.topic, row.partition);
      const delivered = deliveredOf(row);
      const items = wanted.map((message) => ({ delivered, message }));
      if (await parking.remove(sql, row)) await this.handleNew(items, sql);
    });
  }

  /** In one query, within a transaction or, for a look ahead, outside of one. */
  async sort(sql: Sql, items: readonly Item[]): Promise<Sorted> {
    if (items.length === 0) return { wanted: [], park: [] };
    const all = items.map(({ delivered }) => delivered);
    return sortOut(items, await this.parts.parking.among(sql, all));
  }

  /** Which of these had their effect already. */
  async known(messages: readonly PublishedEvent[]): Promise<ReadonlySet<string>> {
    if (messages.length === 0) return new Set();
    const rows = await this.parts.database.query<{ id: string }>(
      'select message_id as id from inbox where consumer = $1 and message_id = any($2::uuid[])',
      [this.parts.consumer, messages.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Throws everything away together with what `clear` deletes. */
  async forget(clear: (sql: Sql) => Promise<void>): Promise<void> {
    const { consumer, database, offsets, parking } = this.parts;
    await database.transaction(async (sql) => {
      await clear(sql);
      await offsets.forget(sql);
      await parking.forget(sql);
      await sql.query('delete from inbox where consumer = $1', [consumer]);
    });
  }

  skipped(): ReadonlyMap<string, number> {
    return this.skippedTypes;
  }

  /** A topic holds what is meant for others too; what nobody promised may be a newer publisher, or a mistake. */
  countSkipped(items: readonly Item[]): void {
    const { consumer, contracts, log } = this.parts;
    for (const { message } of items) {
      const type = message!.type;
      if (!contracts || contracts.has(type) || contractOf(type)) continue;
      const count = (this.skippedTypes.get(type) ?? 0) + 1;
      this.skippedTypes.set(type, count);
      if (count === 1) log('warn', 'type in no contract', { consumer, type });
    }
  }

  /**
   * Of what is far behind the offset nothing comes again: a publisher that crashed repeats its last batch at most.
   * Now and then, since it looks at the whole inbox; a purge that fails is made up for by the next.
   */
  private async purge(moves: readonly Move[]): Promise<void> {
    const { consumer, database, remembers } = this.parts;
    const due = moves.filter(({ first, to }) => {
      const place = `${first.topic}/${first.partition}`;
      if (to - (this.purged.get(place) ?? 0n) < remembers + remembers / 2n) return false;
      this.purged.set(place, to - remembers);
      return true;
    });
    if (due.length === 0) return;
    await database
      .query(
        `delete from inbox i using unnest($2::text[], $3::int[], $4::bigint[]) as d (topic, partition, upto)
         where i.consumer = $1 and i.topic = d.topic and i.partition = d.partition and i."offset" < d.upto`,
        [
          consumer,
          due.map(({ first }) => first.topic),
          due.map(({ first }) => first.partition),
          due.map(({ to }) => (to - remembers).toString()),
        ],
      )
      .catch(() => undefined);
  }

  /** Only ids that the inbox does not have; a message that is twice in the batch counts once. */
  private async handleNew(items: readonly Item[], sql: Sql): Promise<void> {
    if (items.length === 0) return;
    const messages = items.map(({ message }) => message!);
    const places = items.map(({ delivered }) => delivered);
    const rows = await sql.query<{ id: string }>(
      `insert into inbox (consumer, message_id, topic, partition, "offset")
       select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::bigint[])
       on conflict do nothing returning message_id as id`,
      [
        this.parts.consumer,
        messages.map(({ id }) => id),
        places.map(({ topic }) => topic),
        places.map(({ partition }) => partition),
        places.map(({ offset }) => offset.toString()),
      ],
    );
    const unseen = new Set(rows.map(({ id }) => id));
    const fresh = messages.filter(({ id }) => unseen.delete(id));
    if (fresh.length > 0) await this.parts.handle(fresh, sql);
  }

  private tellParked({ delivered, message, cause, attempts }: Parking): void {
    const { topic, partition, offset, key } = delivered;
    this.parts.log('error', 'sequence parked', {
      consumer: this.parts.consumer,
      key,
      topic,
      partition,
      offset: offset.toString(),
      message: message?.id,
      cause,
      attempts,
    });
  }
}
