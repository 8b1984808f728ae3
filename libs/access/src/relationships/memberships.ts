import type { AreaId, ChildId, EpisodeId, Sql } from '@onestory/kernel';

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
