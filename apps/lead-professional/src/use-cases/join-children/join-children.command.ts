import type { ChildId, EpisodeId } from '@onestory/kernel';

/** These children are part of the household that the episode helps. */
export class JoinChildren {
  constructor(
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
  ) {}
}
