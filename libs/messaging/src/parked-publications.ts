import type { StoredEvent, StreamName } from '@onestory/event-sourcing';
import type { Sql } from '@onestory/kernel';

/** Run in order, each entry once, with search_path = the service's schema. */
export const publisherTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'publisher-1',
    sql: `
      create table publisher_checkpoint (
        name text primary key,
        position text,
        epoch bigint not null,
        updated_at timestamptz not null default now());
      -- Where the event is; its bytes stay in the store.
      create table parked_publication (
        name text not null,
        position text not null,
        key text not null,
        stream text not null,
        revision bigint not null,
        event_id uuid not null,
        type text not null,
        cause text,
        attempts int not null,
        parked_at timestamptz not null default now(),
        primary key (name, position));
      create index parked_publication_by_key on parked_publication (name, key, position);`,
  },
];

/** Own events of one key that could not be told: the first could not be translated, the others came after it. */
export interface ParkedPublications {
  readonly key: string;
  readonly events: number;
  readonly stream: string;
  readonly type: string;
  readonly cause: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

export interface ParkedEventRow {
  readonly position: string;
  readonly stream: StreamName;
  readonly revision: string;
}

/** The rows of `parked_publication` of one publisher. */
export class ParkedPublicationsOf {
  constructor(private readonly publisher: string) {}

  async keys(sql: Sql): Promise<Set<string>> {
    const rows = await sql.query<{ key: string }>(
      'select distinct key from parked_publication where name = $1',
      [this.publisher],
    );
    return new Set(rows.map(({ key }) => key));
  }

  async add(
    sql: Sql,
    {
      event,
      key,
      cause,
      attempts,
    }: { event: StoredEvent; key: string; cause?: string; attempts: number },
  ): Promise<void> {
    await sql.query(
      `insert into parked_publication
         (name, position, key, stream, revision, event_id, type, cause, attempts)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        this.publisher,
        event.position,
        key,
        event.stream,
        event.revision.toString(),
        event.id,
        event.type,
        cause ?? null,
        attempts,
      ],
    );
  }

  async list(sql: Sql): Promise<readonly ParkedPublications[]> {
    const rows = await sql.query<{
      key: string;
      events: string;
      stream: string;
      type: string;
      cause: string | null;
      attempts: number;
      parked_at: Date;
    }>(
      `select distinct on (key) key, count(*) over (partition by key) as events,
         stream, type, cause, attempts, parked_at
       from parked_publication where name = $1 order by key, position collate "C"`,
      [this.publisher],
    );
    return rows.map(({ parked_at: parkedAt, ...row }) => ({
      ...row,
      events: Number(row.events),
      cause: row.cause ?? 'unknown',
      parkedAt: new Date(parkedAt),
    }));
  }

  async first(sql: Sql, key: string): Promise<ParkedEventRow | undefined> {
    const [row] = await sql.query<ParkedEventRow>(
      `select position, stream, revision from parked_publication
       where name = $1 and key = $2 order by position collate "C" limit 1`,
      [this.publisher, key],
    );
    return row;
  }

  async remove(sql: Sql, row: ParkedEventRow): Promise<void> {
    await sql.query('delete from parked_publication where name = $1 and position = $2', [
      this.publisher,
      row.position,
    ]);
  }

  async failedAgain(sql: Sql, row: ParkedEventRow, cause: string): Promise<void> {
    await sql.query(
      `update parked_publication set attempts = attempts + 1, cause = $3
       where name = $1 and position = $2`,
      [this.publisher, row.position, cause],
    );
  }
}
