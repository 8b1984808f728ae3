import type { Sql } from '@onestory/kernel';
import type { RelationshipChange, RelationshipKind } from './relationships.js';

/**
 * Kinds that nothing ends and that many messages say: one row holds the earliest. A child that is looked for a
 * thousand times by the same person is found once.
 */
const SAID_ONCE: readonly RelationshipKind[] = ['found', 'recorder', 'member'];
const IS_SAID_ONCE = `kind in ('found', 'recorder', 'member')`;

/** Run in this order in a service's own schema. Reads go through the view. */
export const relationshipTables: readonly string[] = [
  `create table if not exists relationship_v1 (
     message uuid not null,
     n integer not null,
     area text collate "C" not null,
     kind text collate "C" not null,
     subject uuid not null,
     thread text collate "C" not null,
     holder uuid,
     sequence bigint not null,
     since timestamptz not null,
     primary key (message, n)
   )`,
  `create index if not exists relationship_v1_subject on relationship_v1 (area, subject, kind)`,
  `create index if not exists relationship_v1_member on relationship_v1 (area, holder)
     where kind = 'member'`,
  `create or replace view relationship as select * from relationship_v1`,
  `delete from relationship_v1 later using relationship_v1 earlier
    where later.${IS_SAID_ONCE} and earlier.kind = later.kind and earlier.area = later.area
      and earlier.subject = later.subject and earlier.holder = later.holder
      and (earlier.since, earlier.message) < (later.since, later.message)`,
  `create unique index if not exists relationship_v1_once
     on relationship_v1 (area, subject, kind, holder) where ${IS_SAID_ONCE}`,
  `create index if not exists relationship_v1_barred on relationship_v1 (area, holder)
     where kind = 'barred'`,
];

const COLUMNS = 'message, n, area, kind, subject, thread, holder, sequence, since';

/** The set of messages decides, not their order: of what is said once the earliest stays, all else stays as it is. */
const APPLY = `
  with said as (
    select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::uuid[], $6::text[],
                         $7::uuid[], $8::bigint[], $9::timestamptz[]) as said (${COLUMNS})
  ), once as (
    insert into relationship_v1 as it (${COLUMNS}) select * from said where ${IS_SAID_ONCE}
    on conflict (area, subject, kind, holder) where ${IS_SAID_ONCE} do update
      set message = excluded.message, n = excluded.n, thread = excluded.thread,
          sequence = excluded.sequence, since = excluded.since
      where (excluded.since, excluded.message) < (it.since, it.message)
  )
  insert into relationship_v1 (${COLUMNS}) select * from said where not ${IS_SAID_ONCE}
  on conflict (message, n) do nothing`;

/** Adds the rows of any number of messages in one statement; a repetition changes nothing. */
export const applyRelationships = async (
  changes: readonly RelationshipChange[],
  sql: Sql,
): Promise<void> => {
  if (changes.length === 0) return;
  const rows = earliestOf(changes);
  await sql.query(APPLY, [
    rows.map((row) => row.message),
    rows.map((row) => row.n),
    rows.map((row) => row.area),
    rows.map((row) => row.kind),
    rows.map((row) => row.subject),
    rows.map((row) => row.thread),
    rows.map((row) => row.holder ?? null),
    rows.map((row) => row.sequence.toString()),
    rows.map((row) => row.from),
  ]);
};

/** A statement may write a row once only. */
const earliestOf = (changes: readonly RelationshipChange[]): readonly RelationshipChange[] => {
  const rows = new Map<string, RelationshipChange>();
  for (const change of changes) {
    const { area, kind, subject, holder, message, n } = change;
    const key = SAID_ONCE.includes(kind)
      ? `${area} ${kind} ${subject} ${holder}`
      : `${message} ${n}`;
    const known = rows.get(key);
    if (!known || isEarlier(change, known)) rows.set(key, change);
  }
  return [...rows.values()];
};

const isEarlier = (one: RelationshipChange, other: RelationshipChange): boolean =>
  one.from < other.from || (one.from === other.from && one.message < other.message);
