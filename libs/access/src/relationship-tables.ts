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
import type { Relationships } from './relations.js';
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

export interface RelationshipsOf {
  readonly area: AreaId;
  readonly children: readonly ChildId[];
  /** With it: its recorders, lead, team and bars. Without: the bars of every episode of the children. */
  readonly episode?: EpisodeId | undefined;
  readonly at: Instant;
}

/** What people record may be dated a minute ahead of our clock; it binds at once. */
const TOLERANCE = 60_000;

/** Of each thread its latest message; ties are the rows of one message. */
const HOLDING = `
  with episodes as (
    select $3::uuid as episode where $3::uuid is not null
    union
    select subject from relationship
     where $3::uuid is null and area = $1 and kind = 'member' and holder = any($2::uuid[])
  ), said as (
    select kind, subject, holder,
           rank() over (partition by kind, subject, thread order by sequence desc) as latest
      from relationship
     where area = $1 and since <= $4::timestamptz
       and ((kind in ('involved', 'found') and subject = any($2::uuid[]))
         or (kind in ('recorder', 'lead', 'team') and subject = $3::uuid)
         or (kind = 'barred' and subject in (select episode from episodes)))
  )
  select distinct kind, subject::text, holder::text from said
   where latest = 1 and holder is not null`;

interface Row {
  readonly kind: RelationshipKind;
  readonly subject: string;
  readonly holder: string;
}

/** What the service has heard so far of these children and this episode, in one query. */
export const readRelationships = async (of: RelationshipsOf, sql: Sql): Promise<Relationships> => {
  const rows = await sql.query<Row>(HOLDING, [
    of.area,
    of.children,
    of.episode ?? null,
    addMilliseconds(of.at, TOLERANCE),
  ]);
  const holders = <T extends string>(kind: RelationshipKind): readonly T[] => [
    ...new Set(rows.filter((row) => row.kind === kind).map((row) => row.holder as T)),
  ];
  const perChild = (kind: RelationshipKind) => rows.filter((row) => row.kind === kind);
  const [lead] = holders<PractitionerId>('lead');
  return {
    ...(of.episode && { episode: of.episode }),
    involved: perChild('involved').map(({ subject, holder }) => ({
      child: subject as ChildId,
      agency: holder as AgencyId,
    })),
    found: perChild('found').map(({ subject, holder }) => ({
      child: subject as ChildId,
      actor: holder as ActorId,
    })),
    recorders: holders<ActorId>('recorder'),
    ...(lead && { lead }),
    team: holders<PractitionerId>('team'),
    barred: holders<PractitionerId>('barred'),
  };
};

/** Every episode that the child has been a member of, ended ones too; the latest joined comes first. */
export const episodesOf = async (
  area: AreaId,
  child: ChildId,
  sql: Sql,
): Promise<readonly EpisodeId[]> => {
  const rows = await sql.query<{ episode: string }>(
    `select subject::text as episode from relationship
      where area = $1 and kind = 'member' and holder = $2::uuid
      group by subject order by min(since) desc, subject`,
    [area, child],
  );
  return rows.map((row) => row.episode as EpisodeId);
};

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
