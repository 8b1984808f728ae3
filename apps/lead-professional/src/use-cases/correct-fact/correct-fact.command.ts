import type { EpisodeId, EventId, Moment } from '@onestory/kernel';
import type { CorrectedField } from '../../domain/facts.js';

/** What was recorded was wrong; what is true now is shown from here on. */
export class CorrectFact {
  constructor(
    readonly episode: EpisodeId,
    readonly given: {
      readonly event: EventId;
      readonly field: CorrectedField;
      readonly now: number;
      readonly reason: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
