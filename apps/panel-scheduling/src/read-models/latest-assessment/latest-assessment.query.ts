import type { AreaId, AssessmentId, EpisodeId } from '@onestory/kernel';

/** The latest completed version of the episode's assessment. */
export class LatestAssessment {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
  ) {}
}

export interface CompletedVersion {
  readonly assessment: AssessmentId;
  readonly version: number;
}
