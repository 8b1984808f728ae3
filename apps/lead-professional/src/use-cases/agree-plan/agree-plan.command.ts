import type { EpisodeId, LocalDate, Moment } from '@onestory/kernel';
import type { Measured } from '../../domain/facts.js';

/** Family and team agree what they want to reach, and when they look at it again. */
export class AgreePlan {
  constructor(
    readonly episode: EpisodeId,
    readonly given: {
      readonly goal: string;
      readonly baselines: readonly Measured[];
      readonly reviewDue?: LocalDate | undefined;
    },
    readonly when: Moment | undefined,
  ) {}
}
