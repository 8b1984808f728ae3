import type { ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { Answers, Outcome } from '../../domain/pre-assessment.js';

export class CompleteChecklist {
  constructor(
    readonly episode: EpisodeId,
    readonly said: {
      readonly child: ChildId;
      readonly answers: Answers;
      readonly notes?: string;
      readonly outcome: Outcome;
      readonly reason: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
