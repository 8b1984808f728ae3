import type { Database, Sql } from '@onestory/kernel';
import { causeOf } from './attempts.js';
import { BeingReplayed, NoLongerParked } from './states.js';

/** Events or messages of one key that wait for an operator: the first could not be handled, the others follow it. */
export interface ParkedSequence {
  readonly key: string;
  readonly events: number;
  /** The topic, if these are messages. */
  readonly topic?: string;
  /** The first one's id, if it could be read. */
  readonly id?: string;
  readonly type?: string;
  readonly cause: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

/** What is kept of something parked. */
export interface ParkedItem {
  /** In order within a sequence. */
  readonly place: string;
  readonly key: string;
  readonly topic?: string;
  readonly about: readonly string[];
  readonly stream?: string;
  /** A number as text. */
  readonly revision?: string;
  readonly id?: string;
  readonly type?: string;
  /** In base64. */
  readonly value?: string;
  readonly headers?: string;
}

export interface ParkedRow {
  readonly place: string;
  readonly key: string;
  readonly topic: string | null;
  readonly stream: string | null;
  readonly revision: string | null;
  readonly value: Uint8Array | null;
  readonly headers: string | null;
}

/** Something that is to be parked. */
export interface ToPark<Item> {
  readonly item: Item;
  readonly sequence: string;
  /** Undefined: it queues behind one that failed. */
  readonly failure?: { readonly error: unknown; readonly attempts: number };
  /** What it queues behind was parked before, and may have been replayed meanwhile. */
  readonly isBehindOlder: boolean;
}

/** The rows of `parked` of one follower, and which sequences they are of. */
export class Parking<Item> {
  private sequences = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly follower: string,
    readonly describe: (item: Item) => ParkedItem,
  ) {}

  get size(): number {
    return this.sequences.size;
  }

  holds(sequence: string): boolean {
    return this.sequences.has(sequence);
  }

  /** Only whoever runs the follower parks, so that it knows of all; a replay elsewhere is noticed by `add`. */
  know(sequences: Iterable<string>): void {
    this.sequences = new Set(sequences);
  }

  forget(sequences: ReadonlySet<string>): void {
    this.sequences = new Set([...this.sequences].filter((it) => !sequences.has(it)));
  }

  /** As the database has them. */
  async stored(): Promise<readonly string[]> {
    const rows = await this.database.query<{ sequence: string }>(
      'select distinct sequence from parked where follower = $1',
      [this.follower],
    );
    return rows.map(({ sequence }) => sequence);
  }

  /** @throws NoLongerParked, BeingReplayed when what something should queue behind was replayed, or is just now. */
  async add(sql: Sql, park: readonly ToPark<Item>[]): Promise<void> {
    const rows = park.map(({ item, sequence, failure, isBehindOlder }) => ({
      ...this.describe(item),
      sequence,
      behind: isBehindOlder,
      cause: failure ? causeOf(failure.error) : null,
      attempts: failure?.attempts ?? 0,
    }));
    const added = await sql.query<{ sequence: string }>(
      `insert into parked (follower, place, sequence, key, topic, about, stream, revision, id, type, value,
         headers, cause, attempts)
       select $1, r.place, r.sequence, r.key, r.topic, r.about, r.stream, r.revision, r.id, r.type,
         decode(r.value, 'base64'), r.headers, r.cause, r.attempts
       from jsonb_to_recordset($2::text::jsonb) as r (place text, sequence text, key text, topic text,
         about text[], stream text, revision bigint, id uuid, type text, value text, headers text, cause text,
         attempts int, behind boolean)
       where not r.behind
         or (exists (select from parked p where p.follower = $1 and p.sequence = r.sequence)
           and not exists (select from replay c where c.follower = $1 and c.sequence = r.sequence
             and c.closing_until > clock_timestamp()))
       returning sequence`,
      [this.follower, JSON.stringify(rows)],
    );
    if (added.length === rows.length) return;
    const held = new Set(added.map(({ sequence }) => sequence));
    const others = rows.flatMap(({ sequence }) => (held.has(sequence) ? [] : sequence));
    if (await this.isClosing(others, sql)) throw new BeingReplayed(others);
    throw new NoLongerParked(new Set(others));
  }

  /** Whether the replay of one of these sequences is about to end. */
  async isClosing(sequences: readonly string[], sql: Sql = this.database): Promise<boolean> {
    const closing = await sql.query(
      `select from replay
       where follower = $1 and sequence = any($2::text[]) and closing_until > clock_timestamp() limit 1`,
      [this.follower, sequences],
    );
    return closing.length > 0;
  }

  /** Once the transaction that added them is committed. */
  added(park: readonly ToPark<Item>[]): void {
    for (const { sequence } of park) this.sequences.add(sequence);
  }

  async list(): Promise<readonly ParkedSequence[]> {
    const rows = await this.database.query<{
      key: string;
      events: string;
      topic: string | null;
      id: string | null;
      type: string | null;
      cause: string | null;
      attempts: number;
      parked_at: Date;
    }>(
      `select distinct on (sequence) key, count(*) over same as events, topic, id, type, cause, attempts,
         parked_at
       from parked where follower = $1
       window same as (partition by sequence) order by sequence, place`,
      [this.follower],
    );
    return rows.map((row) => ({
      key: row.key,
      events: Number(row.events),
      ...(row.topic !== null && { topic: row.topic }),
      ...(row.id !== null && { id: row.id }),
      ...(row.type !== null && { type: row.type }),
      cause: row.cause ?? 'unknown',
      attempts: row.attempts,
      parkedAt: new Date(row.parked_at),
    }));
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ sequences: string }>(
      'select count(distinct sequence) as sequences from parked where follower = $1',
      [this.follower],
    );
    return Number(row!.sequences);
  }

  /** Whether anything parked is about one of these; without them, whether anything is. */
  async isAbout(ids?: readonly string[]): Promise<boolean> {
    const [row] = await this.database.query<{ found: boolean }>(
      `select exists (select from parked
         where follower = $1 and ($2::text[] is null or about && $2::text[])) as found`,
      [this.follower, ids ?? null],
    );
    return row!.found;
  }

  async sequencesOf(key: string): Promise<readonly string[]> {
    const rows = await this.database.query<{ sequence: string }>(
      'select distinct sequence from parked where follower = $1 and key = $2 order by sequence',
      [this.follower, key],
    );
    return rows.map(({ sequence }) => sequence);
  }

  first(sequence: string, most: number): Promise<readonly ParkedRow[]> {
    return this.database.query<ParkedRow>(
      `select place, key, topic, stream, revision, value, headers from parked
       where follower = $1 and sequence = $2 order by place limit $3`,
      [this.follower, sequence, most],
    );
  }

  /** False when not all of them were there any more. */
  async remove(sql: Sql, rows: readonly ParkedRow[]): Promise<boolean> {
    const gone = await sql.query(
      'delete from parked where follower = $1 and place = any($2::text[]) returning 1',
      [this.follower, rows.map(({ place }) => place)],
    );
    return gone.length === rows.length;
  }

  async failedAgain({ place }: ParkedRow, error: unknown): Promise<void> {
    await this.database.query(
      'update parked set attempts = attempts + 1, cause = $3 where follower = $1 and place = $2',
      [this.follower, place, causeOf(error)],
    );
  }

  async clear(sql: Sql): Promise<void> {
    await sql.query('delete from parked where follower = $1', [this.follower]);
  }
}
