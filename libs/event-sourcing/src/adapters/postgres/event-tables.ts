import pg from 'pg';

const tables = `
create schema if not exists event_store;

-- One row: its lock is held while positions are given out, so their order is the order of commits.
create table if not exists event_store.head (
  one smallint primary key default 1 check (one = 1),
  position bigint not null
) with (fillfactor = 10);
insert into event_store.head (position) values (0) on conflict do nothing;

create table if not exists event_store.event (
  position bigint primary key,
  stream text collate "C" not null,
  revision bigint not null,
  id uuid not null,
  type text collate "C" not null,
  -- The codec's exact bytes: jsonb would reorder keys and refuse NUL.
  data bytea not null,
  metadata bytea not null,
  stored_at timestamptz not null,
  unique (stream, revision)
);
alter table event_store.event alter column data set storage external;
alter table event_store.event alter column metadata set storage external;
`;

/**
 * A batch of appends, given as one row per event: what fits is stored, what does not hinders nobody.
 * Appends to the same stream are in different rounds, so that each sees the one before.
 *
 * The lock is a statement of its own, so that the next one sees what was committed while it waited.
 * The sub-select keeps to the index in a cached plan, where a join would scan.
 */
const append = `
create or replace function event_store.append(
  rounds int[], appends int[], lasts bool[], streams text[], befores bigint[], revisions bigint[],
  ids uuid[], types text[], datas bytea[], metadatas bytea[], round_count int
) returns table (append int, actual bigint, stored_position bigint)
language plpgsql as $$
declare
  head bigint;
  before bigint;
begin
  select h.position into strict before from event_store.head h for update;
  head := before;
  for this_round in 1 .. round_count loop
    return query
    with asked as materialized (
      select a.*, coalesce((
        select e.revision from event_store.event e
        where e.stream = a.stream order by e.revision desc limit 1
      ), -1) as actual
      from unnest(rounds, appends, lasts, streams, befores, revisions, ids, types, datas, metadatas)
        with ordinality as a (round, append, last, stream, before, revision, id, type, data, metadata, place)
      where a.round = this_round
    ), placed as materialized (
      select a.*, case when a.actual = a.before then
        head + count(*) filter (where a.actual = a.before) over (order by a.place rows unbounded preceding)
      end as position
      from asked a
    ), stored as (
      insert into event_store.event (position, stream, revision, id, type, data, metadata, stored_at)
      select p.position, p.stream, p.revision, p.id, p.type, p.data, p.metadata, clock_timestamp()
      from placed p where p.position is not null
    ), moved as (
      update event_store.head set position = greatest(position, (select max(p.position) from placed p))
      where exists (select from placed p where p.position is not null)
    )
    select p.append, p.actual, p.position from placed p where p.last;
    select h.position into strict head from event_store.head h;
  end loop;
  if head > before then perform pg_notify('event_store', head::text); end if;
end $$;
`;

/** In this order, each once or again: nothing happens the second time. Run under a lock. */
export const eventTables: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'event-store/1-tables', sql: tables },
  { name: 'event-store/2-append', sql: append },
];

const LOCK = 7_364_104_201;

/** Creates what is missing. Safe from several processes at once. */
export const createEventTables = async (connection: string | pg.ClientConfig): Promise<void> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    for (const { sql } of eventTables) await client.query(sql);
  } finally {
    await client.end();
  }
};
