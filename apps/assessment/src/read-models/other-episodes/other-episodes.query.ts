import { readAllRelationships } from '@onestory/access';
import type { Relationships } from '@onestory/access';
import type { ActorId, ChildId, EpisodeId } from '@onestory/kernel';
import type { Question, Sources } from '@onestory/service';
import type { OtherEpisode } from '../../domain/assessing.js';
import { openEpisodes } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';

/**
 * Open episodes that these children have beside this one, and whether this person works there too. From the
 * children's own streams: what a projection has not seen yet would be joined silently.
 */
export const otherEpisodes =
  (
    actor: ActorId,
    episode: EpisodeId,
    children: readonly ChildId[],
  ): Question<readonly OtherEpisode[]> =>
  async (from) => {
    const perChild = await Promise.all(children.map((child) => othersOf(child, episode, from)));
    const others = perChild.flat();
    if (others.length === 0) return [];
    const { area, database } = from;
    const known = await readAllRelationships({ area, at: from.now() }, others, database);
    return known.map(({ of, relationships }) => ({
      episode: of.episode,
      established: worksThere(actor, relationships),
    }));
  };

/** A child that is of this episode already is joined to nothing. */
const othersOf = async (child: ChildId, episode: EpisodeId, from: Sources) => {
  const open = openEpisodes((await from.load(concernHistory, child)).state);
  return open.includes(episode) ? [] : open.map((other) => ({ children: [child], episode: other }));
};

const worksThere = (actor: ActorId, { lead, team, recorders }: Relationships): boolean =>
  [lead, ...team, ...recorders].some((one) => one === actor);
