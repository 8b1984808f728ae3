import type { AssessmentId, CarerId, ChildId, Moment } from '@onestory/kernel';
import type { CommentNotGiven } from '../../domain/assessment.js';
import type { WayOfCommenting } from '../../domain/elements.js';

/** Said in their own way, or why not. */
export type Commented =
  { readonly comment: string; readonly how?: WayOfCommenting } | CommentNotGiven;

export class RecordChildsComment {
  constructor(
    readonly assessment: AssessmentId,
    readonly child: ChildId,
    readonly said: Commented,
    readonly when: Moment | undefined,
  ) {}
}

export class RecordParentsComment {
  constructor(
    readonly assessment: AssessmentId,
    /** Undefined only where nobody commented. */
    readonly carer: CarerId | undefined,
    readonly said: Commented,
    readonly when: Moment | undefined,
  ) {}
}
