import type { ActorId, AreaId, ChildId, EpisodeId } from '@onestory/kernel';
import type { OtherEpisode } from '../../domain/assessing.js';

/** Open episodes that these children have beside this one, and whether this person works there too. */
export class OtherEpisodes {
  constructor(
    readonly area: AreaId,
    readonly actor: ActorId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
  ) {}
}

export type OtherEpisodesFound = readonly OtherEpisode[];
