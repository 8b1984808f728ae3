import { decide, readRelationships } from '@onestory/access';
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
  const seen: EpisodeId[] = [];
  for (const episode of episodes) {
    const about = { area: actor.area, children: [child], episode };
    const relationships = await readRelationships({ ...about, at }, sql);
    const resource = { kind: 'episode', id: episode, ...about, holders: {} };
    if (decide(actor, 'assessment.view', resource, { at, relationships }).allow) seen.push(episode);
  }
  return seen;
};
