import type { Until } from '@onestory/event-sourcing';
import type { AssessmentId } from '@onestory/kernel';

/** The whole assessment, as it was or as it was known at a time. */
export class AssessmentView {
  constructor(
    readonly assessment: AssessmentId,
    readonly until: Until,
  ) {}
}

/** A version as it was completed: what the family holds a copy of. */
export class AssessmentVersion {
  constructor(
    readonly assessment: AssessmentId,
    readonly version: number,
  ) {}
}
