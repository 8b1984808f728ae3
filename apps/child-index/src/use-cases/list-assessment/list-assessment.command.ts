import type { AssessmentId, ChildId } from '@onestory/kernel';

export class ListAssessment {
  constructor(
    readonly child: ChildId,
    readonly assessment: AssessmentId,
  ) {}
}
