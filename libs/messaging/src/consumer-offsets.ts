import type { Sql } from '@onestory/kernel';
import { PartitionLost } from './exchange.js';
import type { Delivered } from './exchange.js';

/**
 * The offsets kept with the effects of one consumer. Whoever holds the row's lock owns the partition for that
 * transaction; whoever comes second finds its messages done, so two instances do no harm.
 */
export class ConsumerOffsets {
  /** Where this instance believes a partition to stand. */
  private readonly expected = new Map<string, bigint>();

  constructor(private readonly consumer: string) {}

  async startAt(sql: Sql, topic: string, partition: number): Promise<bigint | undefined> {
    const next = await this.read(sql, topic, partition);
    if (next === undefined) this.expected.delete(`${topic}/${partition}`);
    else this.expected.set(`${topic}/${partition}`, next);
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

  /** Locks the partition and gives the offset that is next. @throws PartitionLost */
  async take(sql: Sql, { topic, partition, offset: first }: Delivered): Promise<bigint> {
    const expected = this.expected.get(`${topic}/${partition}`);
    const next = await this.read(sql, topic, partition, 'for update');
    if (next !== undefined) {
      if (next < first && next !== expected) throw new PartitionLost(topic, partition);
      return next;
    }
    // The row is gone: somebody threw the effects away to have them derived again.
    if (expected !== undefined) throw new PartitionLost(topic, partition);
    const made = await sql.query(
      `insert into consumer_offset (consumer, topic, partition, next_offset)
       values ($1, $2, $3, $4) on conflict do nothing returning 1`,
      [this.consumer, topic, partition, first.toString()],
    );
    if (made.length === 0) throw new PartitionLost(topic, partition);
    return first;
  }

  /** Keeps replays and batches of one partition apart. */
  async lock(sql: Sql, topic: string, partition: number): Promise<void> {
    await this.read(sql, topic, partition, 'for update');
  }

  /** Waits for the disk: rows lost with their offset would come again only with the next message. */
  async advance(
    sql: Sql,
    { topic, partition }: Delivered,
    from: bigint,
    to: bigint,
  ): Promise<void> {
    const moved = await sql.query(
      `update consumer_offset set next_offset = $5, updated_at = now()
       where consumer = $1 and topic = $2 and partition = $3 and next_offset = $4
       returning 1`,
      [this.consumer, topic, partition, from.toString(), to.toString()],
    );
    if (moved.length === 0) throw new PartitionLost(topic, partition);
  }

  /** Up to where effects are known to be stored. */
  stored({ topic, partition }: Delivered): bigint {
    return this.expected.get(`${topic}/${partition}`) ?? 0n;
  }

  /** Once the transaction that advanced is committed. */
  advanced({ topic, partition }: Delivered, to: bigint): void {
    this.expected.set(`${topic}/${partition}`, to);
  }

  async forget(sql: Sql): Promise<void> {
    await sql.query('delete from consumer_offset where consumer = $1', [this.consumer]);
  }
}
