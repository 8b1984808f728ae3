import { Fenced, LogWentBackwards } from '@onestory/event-sourcing';
import type { Lease } from '@onestory/event-sourcing';
import type { Database, Sql } from '@onestory/kernel';
import { createHash } from 'node:crypto';
import { PartitionLost } from './exchange.js';
import type { Delivered, Exchange } from './exchange.js';

/** One partition, from the offset that is stored to the one that is next when this batch is done. */
export interface Move {
  readonly topic: string;
  readonly partition: number;
  /** Undefined: nothing is stored yet. */
  readonly from: bigint | undefined;
  readonly to: bigint;
  /** Digest of the message before `to`. */
  readonly stood: string;
}

interface Stored {
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
  readonly stood: string | null;
}

type Place = Pick<Delivered, 'topic' | 'partition'>;

const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** What tells a message from another at its offset. */
const digestOf = ({ key, value }: Delivered): string =>
  createHash('sha256').update(key).update('\0').update(value).digest('base64url').slice(0, 22);

const STORED = `
  select topic, partition, next_offset as next, stood from consumer_offset
  where consumer = $1 and ($2::text is null or (topic = $2 and partition = $3))`;

/** The row of the lease comes first: whoever was fenced moves nothing. */
const ADVANCE = `
  with held as (
    update checkpoint set leased_until = clock_timestamp() + $3::int * interval '1 ms'
    where follower = $1 and epoch = $2 returning 1),
  move as (
    select * from unnest($4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::text[])
      as m (topic, partition, since, upto, stood)),
  moved as (
    update consumer_offset o set next_offset = m.upto, stood = m.stood, updated_at = now()
    from move m cross join held
    where o.consumer = $1 and o.topic = m.topic and o.partition = m.partition and o.next_offset = m.since
    returning 1),
  made as (
    insert into consumer_offset (consumer, topic, partition, next_offset, stood)
    select $1, m.topic, m.partition, m.upto, m.stood from move m cross join held where m.since is null
    on conflict do nothing returning 1)
  select (select count(*)::int from held) as held,
    (select count(*)::int from moved) + (select count(*)::int from made) as moved`;

/** The offsets kept with the effects of one consumer, as its lease lets them move. */
export class ConsumerOffsets {
  /** Where they are stored. */
  private readonly next = new Map<string, bigint>();
  /** Which the exchange has asked for since they were loaded. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly consumer: string,
    private readonly database: Database,
    private readonly exchange: Pick<Exchange, 'at'>,
  ) {}

  /** All that are stored. @throws LogWentBackwards when another message stands where it was. */
  async load(): Promise<void> {
    this.next.clear();
    this.asked.clear();
    const rows = await this.database.query<Stored>(STORED, [this.consumer, null, null]);
    await Promise.all(rows.map((row) => this.verify(row)));
    for (const row of rows) this.next.set(placeOf(row), BigInt(row.next));
  }

  /** @throws LogWentBackwards: what came into the gap is not skipped. */
  async startAt(topic: string, partition: number): Promise<bigint | undefined> {
    const place = placeOf({ topic, partition });
    if (!this.asked.has(place)) {
      this.asked.add(place);
      return this.next.get(place);
    }
    const [row] = await this.database.query<Stored>(STORED, [this.consumer, topic, partition]);
    if (!row) {
      this.next.delete(place);
      return undefined;
    }
    await this.verify(row);
    const next = BigInt(row.next);
    this.next.set(place, next);
    return next;
  }

  /** Up to where effects are known to be stored. */
  stored(place: Place): bigint {
    return this.next.get(placeOf(place)) ?? 0n;
  }

  /** Behind this message. */
  moveBehind(last: Delivered): Move {
    const { topic, partition, offset } = last;
    const from = this.next.get(placeOf(last));
    return { topic, partition, from, to: offset + 1n, stood: digestOf(last) };
  }

  /**
   * The first statement of a transaction. It waits for the disk: rows lost with their offset would come again only
   * with the next message. Call {@link advanced} once it is committed. @throws Fenced, PartitionLost
   */
  async advance(sql: Sql, lease: Lease, leaseMs: number, moves: readonly Move[]): Promise<void> {
    const [row] = await sql.query<{ held: number; moved: number }>(ADVANCE, [
      this.consumer,
      lease.epoch,
      leaseMs,
      moves.map(({ topic }) => topic),
      moves.map(({ partition }) => partition),
      moves.map(({ from }) => from?.toString() ?? null),
      moves.map(({ to }) => to.toString()),
      moves.map(({ stood }) => stood),
    ]);
    if (row!.held === 0) throw new Fenced();
    if (row!.moved < moves.length) throw new PartitionLost(moves[0]!.topic, moves[0]!.partition);
  }

  advanced(moves: readonly Move[]): void {
    for (const move of moves) this.next.set(placeOf(move), move.to);
  }

  async clear(sql: Sql): Promise<void> {
    await sql.query('delete from consumer_offset where consumer = $1', [this.consumer]);
  }

  private async verify({ topic, partition, next, stood }: Stored): Promise<void> {
    if (next === '0' || stood === null) return; // before digests were kept
    const message = await this.exchange.at(topic, partition, BigInt(next) - 1n);
    if (!message || digestOf(message) !== stood)
      throw new LogWentBackwards(`Partition ${partition} of ${topic}`);
  }
}
