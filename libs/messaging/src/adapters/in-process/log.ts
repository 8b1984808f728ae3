import type { Delivered, Outgoing } from '../../exchange.js';
import { Line } from './line.js';
import { partitionOf } from './murmur2.js';

export interface Place {
  readonly topic: string;
  readonly partition: number;
  /** The first offset wanted. */
  readonly from: bigint;
}

interface MessageRow {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: string | null;
}

const NOTIFY = `select set_config('synchronous_commit', $1, true), pg_notify('onestory_exchange', '')`;

const COLUMNS = 'm.topic, m.partition, m."offset", m.key, m.value, m.headers';

const delivered = (row: MessageRow): Delivered => ({
  topic: row.topic,
  partition: row.partition,
  offset: BigInt(row.offset),
  key: row.key,
  value: row.value,
  ...(row.headers !== null && { headers: JSON.parse(row.headers) as Record<string, string> }),
});

export interface LogOptions {
  readonly connectionString: string;
  /** Partitions of a topic that does not exist yet. */
  readonly partitions: number;
  /** Connections for groups that are behind the tail. */
  readonly readers: number;
  /** Called when another process may have published. */
  readonly onNews: () => void;
  /** The connection that reads the tail was lost and is there again. The log may be another by now. */
  readonly onReconnected: () => void;
}

/** The log's SQL, over three lines: one publishes, one listens and reads the tail, the rest read what is older. */
export class ExchangeLog {
  private readonly publishing: Line;
  private readonly tail: Line;
  private readonly readers: readonly Line[];
  private readonly topics = new Map<string, Promise<number>>();
  private nextReader = 0;

  constructor(private readonly options: LogOptions) {
    const { connectionString } = options;
    this.publishing = new Line(connectionString, 'onestory exchange publish');
    let isFirst = true;
    this.tail = new Line(connectionString, 'onestory exchange tail', async (client) => {
      client.on('notification', options.onNews);
      await client.query('listen onestory_exchange');
      if (!isFirst) options.onReconnected();
      isFirst = false;
    });
    this.readers = Array.from(
      { length: options.readers },
      () =>
        new Line(connectionString, 'onestory exchange read', async (client) => {
          // Only hints and topics are written here; what is published later makes a topic durable.
          await client.query('set synchronous_commit = off');
        }),
    );
  }

  /** Number of partitions; the topic is created at its first mention, and keeps its number for ever. */
  partitions(topic: string): Promise<number> {
    let known = this.topics.get(topic);
    if (!known) {
      known = this.createTopic(topic);
      known.catch(() => this.topics.delete(topic));
      this.topics.set(topic, known);
    }
    return known;
  }

  /** All messages or none, in the given order. */
  async append(messages: readonly { topic: string; message: Outgoing }[]): Promise<void> {
    const partitions = await Promise.all(
      messages.map(async ({ topic, message }) =>
        partitionOf(message.key, await this.partitions(topic)),
      ),
    );
    await this.publishing.query(
      'select exchange.publish($1::text[], $2::int[], $3::text[], $4::bytea[], $5::text[])',
      [
        messages.map(({ topic }) => topic),
        partitions,
        messages.map(({ message }) => message.key),
        messages.map(({ message }) => Buffer.from(message.value)),
        messages.map(({ message }) => (message.headers ? JSON.stringify(message.headers) : null)),
      ],
      'publish',
    );
    // After the commit and not part of it: a NOTIFY inside would make all commits of the server queue. It writes
    // too, and need not wait for the disk: a lost one costs one poll.
    this.publishing.query(NOTIFY, ['off'], 'notify').catch(() => undefined);
  }

  /** What is new in any of these places, in offset order, at most `limit` a partition. */
  async news(places: readonly Place[], limit: number): Promise<readonly Delivered[]> {
    const rows = await this.tail.query<MessageRow>(
      `select ${COLUMNS}
       from unnest($1::text[], $2::int[], $3::bigint[]) as w(topic, partition, wanted)
       join exchange.partition_head h
         on h.topic = w.topic and h.partition = w.partition and h.next_offset > w.wanted
       cross join lateral (
         select * from exchange.message m
         where m.topic = w.topic and m.partition = w.partition and m."offset" >= w.wanted
         order by m."offset" limit $4) m
       order by m.topic, m.partition, m."offset"`,
      [
        places.map(({ topic }) => topic),
        places.map(({ partition }) => partition),
        places.map(({ from }) => from.toString()),
        limit,
      ],
      'news',
    );
    return rows.map(delivered);
  }

  async read({ topic, partition, from }: Place, limit: number): Promise<readonly Delivered[]> {
    const rows = await this.reader().query<MessageRow>(
      `select ${COLUMNS} from exchange.message m
       where m.topic = $1 and m.partition = $2 and m."offset" >= $3 order by m."offset" limit $4`,
      [topic, partition, from.toString(), limit],
      'read',
    );
    return rows.map(delivered);
  }

  /** Next offset to be given, by partition. */
  async heads(topics: readonly string[]): Promise<readonly Place[]> {
    const rows = await this.reader().query<{ topic: string; partition: number; next: string }>(
      `select topic, partition, next_offset as next from exchange.partition_head
       where topic = any($1) order by topic, partition`,
      [topics],
    );
    return rows.map((row) => ({ ...row, from: BigInt(row.next) }));
  }

  async noted(group: string): Promise<readonly Place[]> {
    const rows = await this.reader().query<{ topic: string; partition: number; next: string }>(
      'select topic, partition, next_offset as next from exchange.group_offset where group_name = $1',
      [group],
    );
    return rows.map(({ topic, partition, next }) => ({ topic, partition, from: BigInt(next) }));
  }

  async note(group: string, places: readonly Place[]): Promise<void> {
    await this.reader().query(
      `insert into exchange.group_offset (group_name, topic, partition, next_offset)
       select $1, * from unnest($2::text[], $3::int[], $4::bigint[])
       on conflict (group_name, topic, partition) do update set next_offset = excluded.next_offset`,
      [
        group,
        places.map(({ topic }) => topic),
        places.map(({ partition }) => partition),
        places.map(({ from }) => from.toString()),
      ],
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.publishing, this.tail, ...this.readers].map((line) => line.stop()));
  }

  private reader(): Line {
    this.nextReader = (this.nextReader + 1) % this.readers.length;
    return this.readers[this.nextReader]!;
  }

  private async createTopic(topic: string): Promise<number> {
    const line = this.reader();
    const find = () =>
      line.query<{ partitions: number }>('select partitions from exchange.topic where name = $1', [
        topic,
      ]);
    const [existing] = await find();
    if (existing) return existing.partitions;
    // One statement, so a topic is never seen without its partitions.
    await line.query(
      `with made as (
         insert into exchange.topic (name, partitions) values ($1, $2)
         on conflict do nothing returning name, partitions)
       insert into exchange.partition_head (topic, partition)
       select made.name, p from made, generate_series(0, made.partitions - 1) as p`,
      [topic, this.options.partitions],
    );
    const [created] = await find();
    return created!.partitions;
  }
}
