import type { ChildId, EpisodeId, Moment } from '@onestory/kernel';

export class StartAssessment {
  constructor(
    readonly episode: EpisodeId,
    readonly said: {
      /** All of the household, unborn included. */
      readonly children: readonly ChildId[];
      readonly present?: string;
      readonly ledTo?: string;
      readonly joinEpisodes?: boolean;
    },
    readonly when: Moment | undefined,
  ) {}
}
