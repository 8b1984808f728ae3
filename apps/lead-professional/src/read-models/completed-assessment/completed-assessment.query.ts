import type { AreaId, EpisodeId } from '@onestory/kernel';

/** When the episode's assessment was first completed; undefined while that is not known here. */
export class AssessedWhen {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
  ) {}
}
