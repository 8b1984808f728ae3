import type { AssessmentId, ChildId, Moment } from '@onestory/kernel';
import type { IdentifyingDetails, Interpreter } from '../../domain/assessment.js';

export class RecordDetails {
  constructor(
    readonly assessment: AssessmentId,
    readonly said: {
      readonly child: ChildId;
      readonly details: IdentifyingDetails;
      readonly interpreter?: Interpreter;
    },
    readonly when: Moment | undefined,
  ) {}
}
