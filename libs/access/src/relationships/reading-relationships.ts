import { addMilliseconds, gatheringBy } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  Database,
  EpisodeId,
  Instant,
  PractitionerId,
  Sql,
} from '@onestory/kernel';
import type { Relationships } from '../deciding/relations.js';
import type { RelationshipKind } from './relationships.js';

export interface About {
  readonly children: readonly ChildId[];
  /** With it: its recorders, lead, team and bars. Without: the bars of every episode of the children. */
  readonly episode?: EpisodeId | undefined;
}

/** Whose relationships, and when. */
export interface RelationshipsOf extends About {
  readonly area: AreaId;
  readonly at: Instant;
}

/** What people record may be dated a minute ahead of our clock; it binds at once. */
export const TOLERANCE_MS = 60_000;

/**
 * For each question: of each thread its latest message; ties are the rows of one message. Each subject is looked
 * up by itself, so that the index finds it, whatever plan is kept.
 */
const HOLDING = `
  with asked as (
    select * from unnest($1::int[], $2::text[], $3::uuid[], $4::timestamptz[]) as asked (n, area, subject, at)
  ), joined as (
    select distinct child.n, child.area, child.at, r.subject as episode, child.child
      from unnest($5::int[], $6::text[], $7::uuid[], $8::timestamptz[]) as child (n, area, child, at)
     cross join lateral (select subject from relationship
                          where area = child.area and kind = 'member' and holder = child.child offset 0) r
  ), wanted as (
    select n, area, subject, at from asked union select n, area, episode, at from joined
  ), said as (
    select w.n, r.kind, w.subject, r.holder,
           rank() over (partition by w.n, r.kind, w.subject, r.thread order by r.sequence desc) as latest
      from wanted w
     cross join lateral (select kind, thread, holder, sequence from relationship
                          where area = w.area and subject = w.subject and since <= w.at
                            and kind <> 'member' offset 0) r
  )
  select distinct n, kind, subject::text, holder::text from said
   where latest = 1 and holder is not null
  union all
  select n, 'member', episode::text, child::text from joined`;

interface Row {
  readonly n: number;
  readonly kind: RelationshipKind;
  readonly subject: string;
  readonly holder: string;
}

/** What the service has heard so far of each of these, in their order and in one statement. */
const readEachRelationships = async (
  questions: readonly RelationshipsOf[],
  sql: Sql,
): Promise<readonly Relationships[]> => {
  if (questions.length === 0) return [];
  const subjects = questions.flatMap(({ area, children, episode, at }, n) =>
    [...new Set(episode ? [...children, episode] : children)].map((id) => ({ n, area, id, at })),
  );
  const children = questions.flatMap(({ area, children: of, episode, at }, n) =>
    episode ? [] : of.map((id) => ({ n, area, id, at })),
  );
  const rows = await sql.query<Row>(HOLDING, [...columnsOf(subjects), ...columnsOf(children)]);
  const ofQuestion: Row[][] = questions.map(() => []);
  for (const row of rows) ofQuestion[row.n]!.push(row);
  return questions.map((question, n) => relationshipsIn(question, ofQuestion[n]!));
};

const columnsOf = (
  asked: readonly {
    readonly n: number;
    readonly area: AreaId;
    readonly id: string;
    readonly at: Instant;
  }[],
) => [
  asked.map(({ n }) => n),
  asked.map(({ area }) => area),
  asked.map(({ id }) => id),
  asked.map(({ at }) => addMilliseconds(at, TOLERANCE_MS)),
];

const relationshipsIn = ({ episode }: About, rows: readonly Row[]): Relationships => {
  const of = (kind: RelationshipKind): readonly Row[] => rows.filter((row) => row.kind === kind);
  const holders = <Holder extends string>(
    kind: RelationshipKind,
    subject: string | undefined = episode,
  ): readonly Holder[] =>
    of(kind)
      .filter((row) => row.subject === subject)
      .map((row) => row.holder as Holder);
  const barred = of('barred').map(({ holder }) => holder as PractitionerId);
  const [lead] = holders<PractitionerId>('lead');
  return {
    ...(episode && { episode }),
    involved: of('involved').map(({ subject, holder }) => ({
      child: subject as ChildId,
      agency: holder as AgencyId,
    })),
    found: of('found').map(({ subject, holder }) => ({
      child: subject as ChildId,
      actor: holder as ActorId,
    })),
    referred: of('referred').map(({ subject, holder }) => ({
      child: subject as ChildId,
      agency: holder as AgencyId,
    })),
    recorders: holders<ActorId>('recorder'),
    ...(lead && { lead }),
    team: holders<PractitionerId>('team'),
    barred: [...new Set(barred)],
  };
};

/** What the service has heard so far of each of these at the same time. */
export const readAllRelationships = async <Of extends About>(
  { area, at }: Pick<RelationshipsOf, 'area' | 'at'>,
  of: readonly Of[],
  sql: Sql,
): Promise<readonly { readonly of: Of; readonly relationships: Relationships }[]> => {
  const questions = of.map(({ children, episode }) => ({ area, at, children, episode }));
  const all = await readEachRelationships(questions, sql);
  return of.map((it, n) => ({ of: it, relationships: all[n]! }));
};

/** Questions that one statement answers. */
const TOGETHER = 200;

/**
 * What the service has heard so far of these children and this episode. Every request asks this, so that those who
 * ask at the same time share a statement.
 */
export const readRelationships: (
  of: RelationshipsOf,
  database: Database,
) => Promise<Relationships> = gatheringBy(readEachRelationships, TOGETHER);
