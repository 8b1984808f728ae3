import { Connection, PATIENT } from '@onestory/postgres';
import type { Server } from '@onestory/postgres';

const tables = `
create schema if not exists event_store;

-- One row: its lock is held while positions are given out, so their order is the order of commits.
create table if not exists event_store.head (
  one smallint primary key default 1 check (one = 1),
  position bigint not null
);
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

-- Not compressed: most of it is encrypted. (In the column's definition only from PostgreSQL 16 on.)
alter table event_store.event
  alter column data set storage external,
  alter column metadata set storage external;
`;

/**
 * A batch of appends, given as one row per event: what fits is stored, what does not hinders nobody.
 * Appends to the same stream are in different rounds, so that each sees the one before. Events are numbered
 * by round, then as given. Answers with the head before, with who was refused at which revision, and with
 * the time.
 *
 * The first statement takes the lock and the numbers; it stands alone, so that the next one sees what was
 * committed while it waited. Numbers that were not needed are given back before anybody sees them.
 * The sub-select keeps to the index in a cached plan, where a join would scan.
 */
const append = `
create or replace function event_store.append(
  rounds int[], appends int[], streams text[], befores bigint[], revisions bigint[],
  ids uuid[], types text[], datas bytea[], metadatas bytea[], last_round int,
  out head_before bigint, out refused int[], out actuals bigint[], out millisecond bigint
) language plpgsql as $$
declare
  wanted int := cardinality(ids);
  reached bigint;
  stored bigint;
  now_is timestamptz;
begin
  update event_store.head h set position = h.position + wanted
  returning h.position - wanted into strict head_before;
  reached := head_before;
  refused := '{}';
  actuals := '{}';
  now_is := date_trunc('milliseconds', clock_timestamp());
  millisecond := extract(epoch from now_is) * 1000;
  for this_round in 1 .. last_round loop
    insert into event_store.event (position, stream, revision, id, type, data, metadata, stored_at)
    select reached + row_number() over (order by a.place),
      a.stream, a.revision, a.id, a.type, a.data, a.metadata, now_is
    from unnest(rounds, streams, befores, revisions, ids, types, datas, metadatas)
      with ordinality as a (round, stream, before, revision, id, type, data, metadata, place)
    where a.round = this_round and a.before = coalesce((
      select e.revision from event_store.event e
      where e.stream = a.stream order by e.revision desc limit 1
    ), -1);
    get diagnostics stored = row_count;
    if stored < cardinality(array_positions(rounds, this_round)) then
      select refused || array_agg(a.append), actuals || array_agg(coalesce((
        select e.revision from event_store.event e
        where e.stream = a.stream order by e.revision desc limit 1
      ), -1))
      into refused, actuals
      from unnest(rounds, appends, streams, befores, revisions)
        as a (round, append, stream, before, revision)
      where a.round = this_round and a.revision = a.before + 1 and not exists (
        select from event_store.event e
        where e.stream = a.stream and e.revision = a.revision and e.position > reached
      );
    end if;
    reached := reached + stored;
  end loop;
  if reached < head_before + wanted then
    update event_store.head set position = reached;
  end if;
end $$;
`;

/** In this order, each once or again: nothing happens the second time. Run under a lock. */
export const eventTables: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'event-store/1-tables', sql: tables },
  { name: 'event-store/2-append', sql: append },
];

const LOCK = 7_364_104_201;

/** Creates what is missing. Safe from several processes at once. */
export const createEventTables = async (server: Server): Promise<void> => {
  const client = new Connection(server, PATIENT);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    for (const { sql } of eventTables) await client.query(sql);
  } finally {
    await client.end();
  }
};
