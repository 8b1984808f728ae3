import type { AreaId, ChildId, EpisodeId } from '@onestory/kernel';

/** What has arrived of the family's words on sharing in an episode, and of who is responsible for its children. */
export class KnownConsents {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
  ) {}
}
