import { addMilliseconds } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  EpisodeId,
  Instant,
  PractitionerId,
  Sql,
} from '@onestory/kernel';
import type { Relationships } from '../deciding/relations.js';
import type { RelationshipChange, RelationshipKind } from './relationships.js';

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
];

/** Adds the rows of any number of messages in one statement; a row that is there stays as it is. */
export const applyRelationships = async (
  changes: readonly RelationshipChange[],
  sql: Sql,
): Promise<void> => {
  if (changes.length === 0) return;
  await sql.query(
    `insert into relationship_v1 (message, n, area, kind, subject, thread, holder, sequence, since)
     select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::uuid[], $6::text[],
                          $7::uuid[], $8::bigint[], $9::timestamptz[])
     on conflict (message, n) do nothing`,
    [
      changes.map((change) => change.message),
      changes.map((change) => change.n),
      changes.map((change) => change.area),
      changes.map((change) => change.kind),
      changes.map((change) => change.subject),
      changes.map((change) => change.thread),
      changes.map((change) => change.holder ?? null),
      changes.map((change) => change.sequence.toString()),
      changes.map((change) => change.from),
    ],
  );
};

/** Of whom, and when. */
export interface RelationshipsOf extends About {
  readonly area: AreaId;
  readonly at: Instant;
}

export interface About {
  readonly children: readonly ChildId[];
  /** With it: its recorders, lead, team and bars. Without: the bars of every episode of the children. */
  readonly episode?: EpisodeId | undefined;
}

/** What people record may be dated a minute ahead of our clock; it binds at once. */
const TOLERANCE = 60_000;

/**
 * Of each thread its latest message; ties are the rows of one message. All subjects in one list, so that the
 * index finds them: with a condition for each kind, every request would read the whole table.
 */
const HOLDING = `
  with joined as (
    select distinct subject as episode, holder as child from relationship
     where area = $1 and kind = 'member' and holder = any($3::uuid[])
  ), said as (
    select kind, subject, holder,
           rank() over (partition by kind, subject, thread order by sequence desc) as latest
      from relationship
     where area = $1 and since <= $4::timestamptz and kind <> 'member'
       and subject = any($2::uuid[] || array(select episode from joined))
  )
  select distinct kind, subject::text, holder::text from said
   where latest = 1 and holder is not null
  union all
  select 'member', episode::text, child::text from joined`;

interface Row {
  readonly kind: RelationshipKind;
  readonly subject: string;
  readonly holder: string;
}

const grouped = (
  rows: readonly Row[],
  key: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};

const relationshipsIn = (
  { children, episode }: About,
  rowsOf: (kind: RelationshipKind, subjects: readonly string[]) => readonly Row[],
  joinedBy: (children: readonly string[]) => readonly string[],
): Relationships => {
  const own = episode ? [episode] : [];
  const holders = <T extends string>(
    kind: RelationshipKind,
    subjects: readonly string[] = own,
  ): readonly T[] => [...new Set(rowsOf(kind, subjects).map(({ holder }) => holder as T))];
  const [lead] = holders<PractitionerId>('lead');
  return {
    ...(episode && { episode }),
    involved: rowsOf('involved', children).map(({ subject, holder }) => ({
      child: subject as ChildId,
      agency: holder as AgencyId,
    })),
    found: rowsOf('found', children).map(({ subject, holder }) => ({
      child: subject as ChildId,
      actor: holder as ActorId,
    })),
    referred: rowsOf('referred', children).map(({ subject, holder }) => ({
      child: subject as ChildId,
      agency: holder as AgencyId,
    })),
    recorders: holders<ActorId>('recorder'),
    ...(lead && { lead }),
    team: holders<PractitionerId>('team'),
    barred: holders<PractitionerId>('barred', episode ? own : joinedBy(children)),
  };
};

/** What the service has heard so far of each of these, in their order and in one query. */
export const readAllRelationships = async <Of extends About>(
  { area, at }: Pick<RelationshipsOf, 'area' | 'at'>,
  of: readonly Of[],
  sql: Sql,
): Promise<readonly { readonly of: Of; readonly relationships: Relationships }[]> => {
  if (of.length === 0) return [];
  const rows = await sql.query<Row>(HOLDING, [
    area,
    of.flatMap(({ children, episode }) => [...children, ...(episode ? [episode] : [])]),
    of.flatMap(({ children, episode }) => (episode ? [] : children)),
    addMilliseconds(at, TOLERANCE),
  ]);
  const bySubject = grouped(rows, ({ kind, subject }) => `${kind} ${subject}`);
  const members = grouped(rows, ({ kind, holder }) => `${kind} ${holder}`);
  const rowsOf = (kind: RelationshipKind, subjects: readonly string[]) =>
    [...new Set(subjects)].flatMap((subject) => bySubject.get(`${kind} ${subject}`) ?? []);
  const joinedBy = (children: readonly string[]) =>
    children.flatMap((child) => members.get(`member ${child}`) ?? []).map(({ subject }) => subject);
  return of.map((it) => ({ of: it, relationships: relationshipsIn(it, rowsOf, joinedBy) }));
};

/** What the service has heard so far of these children and this episode, in one query. */
export const readRelationships = async (of: RelationshipsOf, sql: Sql): Promise<Relationships> => {
  const [known] = await readAllRelationships(of, [of], sql);
  return known!.relationships;
};

/** Every episode that these children have been members of, ended ones too; the latest joined comes first. */
export const membershipsOf = async (
  area: AreaId,
  children: readonly ChildId[],
  sql: Sql,
): Promise<readonly { readonly child: ChildId; readonly episode: EpisodeId }[]> =>
  sql.query(
    `select holder::text as child, subject::text as episode from relationship
      where area = $1 and kind = 'member' and holder = any($2::uuid[])
      group by holder, subject order by min(since) desc, subject`,
    [area, children],
  );

/** Of one child, in the same order. */
export const episodesOf = async (
  area: AreaId,
  child: ChildId,
  sql: Sql,
): Promise<readonly EpisodeId[]> =>
  (await membershipsOf(area, [child], sql)).map(({ episode }) => episode);

/** The children of an episode, as heard so far, in order of joining. */
export const childrenOf = async (
  area: AreaId,
  episode: EpisodeId,
  sql: Sql,
): Promise<readonly ChildId[]> => {
  const rows = await sql.query<{ child: string }>(
    `select holder::text as child from relationship
      where area = $1 and kind = 'member' and subject = $2::uuid
      group by holder order by min(since), holder`,
    [area, episode],
  );
  return rows.map((row) => row.child as ChildId);
};
