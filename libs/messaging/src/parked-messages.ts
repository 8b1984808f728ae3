import type { Sql } from '@onestory/kernel';
import type { PublishedEvent } from '@onestory/contracts';
import type { Delivered } from './exchange.js';

/** Messages of one key that wait for an operator: the first could not be handled, the others came after it. */
export interface ParkedMessages {
  readonly key: string;
  readonly topic: string;
  readonly messages: number;
  /** Of the first. Undefined when it is not a readable CloudEvent. */
  readonly message: string | undefined;
  readonly type: string | undefined;
  readonly cause: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

export interface Parking {
  readonly delivered: Delivered;
  readonly message: PublishedEvent | undefined;
  /** Undefined: it only queues behind a parked one. */
  readonly cause: string | undefined;
  readonly attempts: number;
}

export interface ParkedRow {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: string | null;
}

export interface SequencePlace {
  readonly topic: string;
  readonly partition: number;
}

/** What keeps its order: the messages of one key in one topic. */
export const sequenceOf = ({ topic, key }: { readonly topic: string; readonly key: string }) =>
  `${topic}/${key}`;

/** The rows of `parked_message` of one consumer. */
export class ParkedMessagesOf {
  constructor(private readonly consumer: string) {}

  /** The sequences of these messages that wait: by `sequenceOf`. */
  async among(sql: Sql, messages: readonly Delivered[]): Promise<ReadonlySet<string>> {
    const rows = await sql.query<{ key: string; topic: string }>(
      `select distinct topic, key from parked_message
       where consumer = $1 and topic = any($2) and key = any($3)`,
      [
        this.consumer,
        [...new Set(messages.map(({ topic }) => topic))],
        [...new Set(messages.map(({ key }) => key))],
      ],
    );
    return new Set(rows.map(sequenceOf));
  }

  async add(sql: Sql, { delivered, message, cause, attempts }: Parking): Promise<void> {
    const { topic, partition, offset, key, value, headers } = delivered;
    const about = new Set([key, ...(message?.children ?? [])]);
    if (message) about.add(message.subject).add(message.episode ?? key);
    await sql.query(
      `insert into parked_message
         (consumer, topic, partition, "offset", key, about, message_id, type, value, headers, cause, attempts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        this.consumer,
        topic,
        partition,
        offset.toString(),
        key,
        [...about],
        message?.id ?? null,
        message?.type ?? null,
        value,
        headers ? JSON.stringify(headers) : null,
        cause ?? null,
        attempts,
      ],
    );
  }

  async list(sql: Sql): Promise<readonly ParkedMessages[]> {
    const rows = await sql.query<{
      key: string;
      topic: string;
      messages: string;
      message: string | null;
      type: string | null;
      cause: string | null;
      attempts: number;
      parked_at: Date;
    }>(
      `select distinct on (key, topic) key, topic, count(*) over same as messages,
         message_id as message, type, cause, attempts, parked_at
       from parked_message where consumer = $1
       window same as (partition by key, topic)
       order by key, topic, "offset"`,
      [this.consumer],
    );
    return rows.map(({ parked_at: parkedAt, ...row }) => ({
      key: row.key,
      topic: row.topic,
      messages: Number(row.messages),
      message: row.message ?? undefined,
      type: row.type ?? undefined,
      cause: row.cause ?? 'unknown',
      attempts: row.attempts,
      parkedAt: new Date(parkedAt),
    }));
  }

  async count(sql: Sql): Promise<number> {
    const [row] = await sql.query<{ keys: string }>(
      'select count(distinct (key, topic)) as keys from parked_message where consumer = $1',
      [this.consumer],
    );
    return Number(row!.keys);
  }

  /** Whether anything parked is about one of these: a key, an episode, a child or a stream. */
  async isAbout(sql: Sql, ids?: readonly string[]): Promise<boolean> {
    const [row] = await sql.query<{ found: boolean }>(
      `select exists (
         select from parked_message
         where consumer = $1 and ($2::text[] is null or about && $2::text[])) as found`,
      [this.consumer, ids ?? null],
    );
    return row!.found;
  }

  async places(sql: Sql, key: string): Promise<readonly SequencePlace[]> {
    return sql.query<SequencePlace>(
      `select distinct topic, partition from parked_message
       where consumer = $1 and key = $2 order by topic, partition`,
      [this.consumer, key],
    );
  }

  async first(sql: Sql, key: string, place: SequencePlace): Promise<ParkedRow | undefined> {
    const [row] = await sql.query<ParkedRow>(
      `select topic, partition, "offset", key, value, headers from parked_message
       where consumer = $1 and key = $2 and topic = $3 and partition = $4
       order by "offset" limit 1`,
      [this.consumer, key, place.topic, place.partition],
    );
    return row;
  }

  async remove(sql: Sql, row: ParkedRow): Promise<boolean> {
    const gone = await sql.query(
      `delete from parked_message
       where consumer = $1 and topic = $2 and partition = $3 and "offset" = $4 returning 1`,
      [this.consumer, row.topic, row.partition, row.offset],
    );
    return gone.length > 0;
  }

  async failedAgain(sql: Sql, row: ParkedRow, cause: string): Promise<void> {
    await sql.query(
      `update parked_message set attempts = attempts + 1, cause = $5
       where consumer = $1 and topic = $2 and partition = $3 and "offset" = $4`,
      [this.consumer, row.topic, row.partition, row.offset, cause],
    );
  }

  async forget(sql: Sql): Promise<void> {
    await sql.query('delete from parked_message where consumer = $1', [this.consumer]);
  }
}

export const deliveredOf = (row: ParkedRow): Delivered => ({
  topic: row.topic,
  partition: row.partition,
  offset: BigInt(row.offset),
  key: row.key,
  value: row.value,
  ...(row.headers !== null && { headers: JSON.parse(row.headers) as Record<string, string> }),
});
