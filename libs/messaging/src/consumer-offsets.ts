import { LogWentBackwards } from '@onestory/event-sourcing';
import type { Sql } from '@onestory/kernel';
import { createHash } from 'node:crypto';
import { PartitionLost } from './exchange.js';
import type { Delivered, Exchange } from './exchange.js';

/** One partition, from the offset that was stored to the one that is next when this batch is done. */
export interface Move {
  readonly first: Delivered;
  readonly from: bigint;
  readonly to: bigint;
  /** Digest of the message before `to`. */
  readonly stood: string;
}

/** What tells a message from another at its offset. */
export const digestOf = ({ key, value }: Delivered): string =>
  createHash('sha256').update(key).update('\0').update(value).digest('base64url').slice(0, 22);

type Place = Pick<Delivered, 'topic' | 'partition'>;

const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
const placesOf = (places: readonly Place[]): [readonly string[], readonly number[]] => [
  places.map(({ topic }) => topic),
  places.map(({ partition }) => partition),
];
const lost = ({ topic, partition }: Place): PartitionLost => new PartitionLost(topic, partition);

/**
 * The offsets kept with the effects of one consumer. Whoever holds the row's lock owns the partition for that
 * transaction; whoever comes second finds its messages done, so two instances do no harm.
 */
export class ConsumerOffsets {
  /** Where this instance believes a partition to stand. */
  private readonly expected = new Map<string, bigint>();

  constructor(private readonly consumer: string) {}

  /** @throws LogWentBackwards when another message stands where it was: what came into the gap is not skipped. */
  async startAt(
    sql: Sql,
    exchange: Pick<Exchange, 'at'>,
    topic: string,
    partition: number,
  ): Promise<bigint | undefined> {
    const [row] = await sql.query<{ next: string; stood: string | null }>(
      `select next_offset as next, stood from consumer_offset
       where consumer = $1 and topic = $2 and partition = $3`,
      [this.consumer, topic, partition],
    );
    const next = row && BigInt(row.next);
    if (next && row.stood !== null) {
      const message = await exchange.at(topic, partition, next - 1n);
      if (!message || digestOf(message) !== row.stood)
        throw new LogWentBackwards(`Partition ${partition} of ${topic}`);
    }
    if (next === undefined) this.expected.delete(placeOf({ topic, partition }));
    else this.expected.set(placeOf({ topic, partition }), next);
    return next;
  }

  async read(sql: Sql, topic: string, partition: number, lock = ''): Promise<bigint | undefined> {
    const [row] = await sql.query<{ next: string }>(
      `select next_offset as next from consumer_offset
       where consumer = $1 and topic = $2 and partition = $3 ${lock}`,
      [this.consumer, topic, partition],
    );
    return row && BigInt(row.next);
  }

  /**
   * Locks the partitions of these first messages, always in the same order, and gives for each the offset that
   * is next. @throws PartitionLost
   */
  async take(sql: Sql, firsts: readonly Delivered[]): Promise<readonly bigint[]> {
    const rows = await sql.query<{ topic: string; partition: number; next: string }>(
      `select topic, partition, next_offset as next from consumer_offset o
       where consumer = $1 and (topic, partition) in (select * from unnest($2::text[], $3::int[]))
       order by topic, partition for update of o`,
      [this.consumer, ...placesOf(firsts)],
    );
    const stored = new Map(rows.map((row) => [placeOf(row), BigInt(row.next)]));
    const missing = firsts.filter((first) => !stored.has(placeOf(first)));
    if (missing.length > 0) await this.make(sql, missing);
    return firsts.map((first) => {
      const next = stored.get(placeOf(first)) ?? first.offset;
      if (next < first.offset && next !== this.expected.get(placeOf(first))) throw lost(first);
      return next;
    });
  }

  private async make(sql: Sql, firsts: readonly Delivered[]): Promise<void> {
    // A row that is gone: somebody threw the effects away to have them derived again.
    const gone = firsts.find((first) => this.expected.has(placeOf(first)));
    if (gone) throw lost(gone);
    const made = await sql.query(
      `insert into consumer_offset (consumer, topic, partition, next_offset)
       select $1, * from unnest($2::text[], $3::int[], $4::bigint[])
       on conflict do nothing returning 1`,
      [this.consumer, ...placesOf(firsts), firsts.map(({ offset }) => offset.toString())],
    );
    if (made.length < firsts.length) throw lost(firsts[0]!);
  }

  /** Keeps replays and batches of one partition apart. */
  async lock(sql: Sql, topic: string, partition: number): Promise<void> {
    await this.read(sql, topic, partition, 'for update');
  }

  /** Waits for the disk: rows lost with their offset would come again only with the next message. */
  async advance(sql: Sql, moves: readonly Move[]): Promise<void> {
    const moved = await sql.query(
      `update consumer_offset o set next_offset = m.upto, stood = m.stood, updated_at = now()
       from unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[], $6::text[])
         as m (topic, partition, since, upto, stood)
       where o.consumer = $1 and o.topic = m.topic and o.partition = m.partition
         and o.next_offset = m.since
       returning 1`,
      [
        this.consumer,
        ...placesOf(moves.map(({ first }) => first)),
        moves.map(({ from }) => from.toString()),
        moves.map(({ to }) => to.toString()),
        moves.map(({ stood }) => stood),
      ],
    );
    if (moved.length < moves.length) throw lost(moves[0]!.first);
  }

  /** Up to where effects are known to be stored. */
  stored(delivered: Delivered): bigint {
    return this.expected.get(placeOf(delivered)) ?? 0n;
  }

  /** Once the transaction that advanced is committed. */
  advanced(moves: readonly Move[]): void {
    for (const { first, to } of moves) this.expected.set(placeOf(first), to);
  }

  async forget(sql: Sql): Promise<void> {
    await sql.query('delete from consumer_offset where consumer = $1', [this.consumer]);
  }
}
