import type { ChildId, EpisodeId } from '@onestory/kernel';

/** Whom one of these children has as the contact of this episode. */
export class ContactOfEpisode {
  constructor(
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
  ) {}
}
