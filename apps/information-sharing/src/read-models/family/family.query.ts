import type { AreaId, EpisodeId } from '@onestory/kernel';

/** Whom an episode of help is about, as the index and the assessment told. Answers a `Family`. */
export class FamilyOf {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
  ) {}
}
