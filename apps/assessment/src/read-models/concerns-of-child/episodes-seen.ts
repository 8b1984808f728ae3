import { decide, readAllRelationships } from '@onestory/access';
import type { Actor } from '@onestory/access';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import type { Question } from '@onestory/service';

/** Only the episodes of a child that this actor may see: another household's help is not theirs to read. */
export const episodesSeenBy =
  (actor: Actor, child: ChildId, episodes: readonly EpisodeId[]): Question<readonly EpisodeId[]> =>
  async (from) => {
    const { area } = actor;
    const at = from.now();
    const about = episodes.map((episode) => ({ children: [child], episode }));
    const known = await readAllRelationships({ area, at }, about, from.database);
    const seen = known.filter(({ of, relationships }) => {
      const resource = { kind: 'episode', id: of.episode, area, ...of, holders: {} };
      return decide(actor, 'assessment.view', resource, { at, relationships }).allow;
    });
    return seen.map(({ of }) => of.episode);
  };
