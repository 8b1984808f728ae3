import { decide, readAllRelationships } from '@onestory/access';
import type { Actor } from '@onestory/access';
import type { ChildId, EpisodeId, Instant, Sql } from '@onestory/kernel';

/** Of a child's episodes those that this actor may see: another household's help is not theirs to read. */
export const episodesSeenBy = async (
  actor: Actor,
  child: ChildId,
  episodes: readonly EpisodeId[],
  at: Instant,
  sql: Sql,
): Promise<readonly EpisodeId[]> => {
  const { area } = actor;
  const about = episodes.map((episode) => ({ children: [child], episode }));
  const known = await readAllRelationships({ area, at }, about, sql);
  const seen = known.filter(({ of, relationships }) => {
    const resource = { kind: 'episode', id: of.episode, area, ...of, holders: {} };
    return decide(actor, 'assessment.view', resource, { at, relationships }).allow;
  });
  return seen.map(({ of }) => of.episode);
};
