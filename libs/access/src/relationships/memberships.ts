import { gatheringBy } from '@onestory/kernel';
import type { AreaId, ChildId, Database, EpisodeId, Sql } from '@onestory/kernel';

interface Membership {
  readonly child: ChildId;
  readonly episode: EpisodeId;
}

interface MembershipsOf {
  readonly area: AreaId;
  readonly children: readonly ChildId[];
}

interface MembersOf {
  readonly area: AreaId;
  readonly episode: EpisodeId;
}

/** Questions that one statement answers. */
const TOGETHER = 200;

const MEMBERSHIPS = `
  select asked.n, r.child, r.episode
    from unnest($1::int[], $2::text[], $3::uuid[]) as asked (n, area, child)
   cross join lateral (
     select holder::text as child, subject::text as episode, since from relationship
      where area = asked.area and kind = 'member' and holder = asked.child offset 0) r
   group by asked.n, r.child, r.episode order by asked.n, min(r.since) desc, r.episode::uuid`;

const MEMBERS = `
  select asked.n, r.child
    from unnest($1::int[], $2::text[], $3::uuid[]) as asked (n, area, episode)
   cross join lateral (
     select holder::text as child, since from relationship
      where area = asked.area and subject = asked.episode and kind = 'member' offset 0) r
   group by asked.n, r.child order by asked.n, min(r.since), r.child::uuid`;

/** One row for each of `ids`, told apart by the number of its question. */
const columnsOf = <Asked extends { readonly area: AreaId }>(
  questions: readonly Asked[],
  ids: (question: Asked) => readonly string[],
) => {
  const rows = questions.flatMap((question, n) =>
    ids(question).map((id) => ({ n, area: question.area, id })),
  );
  return [rows.map(({ n }) => n), rows.map(({ area }) => area), rows.map(({ id }) => id)];
};

const byQuestion = <Row extends { readonly n: number }, Answer>(
  questions: readonly unknown[],
  rows: readonly Row[],
  answer: (row: Row) => Answer,
): readonly Answer[][] => {
  const answers = questions.map((): Answer[] => []);
  for (const row of rows) answers[row.n]!.push(answer(row));
  return answers;
};

const readMemberships = gatheringBy(async (questions: readonly MembershipsOf[], sql: Sql) => {
  const rows = await sql.query<Membership & { readonly n: number }>(
    MEMBERSHIPS,
    columnsOf(questions, ({ children }) => children),
  );
  return byQuestion(questions, rows, ({ child, episode }): Membership => ({ child, episode }));
}, TOGETHER);

const readMembers = gatheringBy(async (questions: readonly MembersOf[], sql: Sql) => {
  const rows = await sql.query<{ readonly n: number; readonly child: ChildId }>(
    MEMBERS,
    columnsOf(questions, ({ episode }) => [episode]),
  );
  return byQuestion(questions, rows, ({ child }) => child);
}, TOGETHER);

/** Every episode that these children have been members of, ended ones too; the latest joined comes first. */
export const membershipsOf = (
  area: AreaId,
  children: readonly ChildId[],
  database: Database,
): Promise<readonly Membership[]> => readMemberships({ area, children }, database);

/** One child's episodes, in the same order. */
export const episodesOf = async (
  area: AreaId,
  child: ChildId,
  database: Database,
): Promise<readonly EpisodeId[]> =>
  (await membershipsOf(area, [child], database)).map(({ episode }) => episode);

/** The children of an episode, as heard so far, in order of joining. */
export const childrenOf = (
  area: AreaId,
  episode: EpisodeId,
  database: Database,
): Promise<readonly ChildId[]> => readMembers({ area, episode }, database);
