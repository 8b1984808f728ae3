import type { AssessmentId, Moment } from '@onestory/kernel';
import type { FamilyCopy } from '../../domain/assessment.js';

export class IssueFamilyCopy {
  constructor(
    readonly assessment: AssessmentId,
    readonly copy: FamilyCopy,
    readonly when: Moment | undefined,
  ) {}
}
