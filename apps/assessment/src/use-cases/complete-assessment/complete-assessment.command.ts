import type { AssessmentId, Moment } from '@onestory/kernel';

export class CompleteAssessment {
  constructor(
    readonly assessment: AssessmentId,
    readonly when: Moment | undefined,
  ) {}
}
