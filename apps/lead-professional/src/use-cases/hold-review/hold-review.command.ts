import type { EpisodeId, LocalDate, Moment } from '@onestory/kernel';
import type { Measured, Present } from '../../domain/facts.js';

/** Family and team look at what has changed. */
export class HoldReview {
  constructor(
    readonly episode: EpisodeId,
    readonly said: Present & {
      readonly whatChanged: string;
      readonly measures: readonly Measured[];
      readonly reviewDue?: LocalDate | undefined;
    },
    readonly when: Moment | undefined,
  ) {}
}
