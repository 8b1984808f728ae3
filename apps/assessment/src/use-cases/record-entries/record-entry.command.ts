import type { AssessmentId, ChildId, LocalDate, Moment } from '@onestory/kernel';
import type { Basis, ElementCode } from '../../domain/elements.js';

/** What is said of a child in one element of the assessment, and what that rests on. */
export interface Entry {
  readonly child: ChildId;
  readonly element: ElementCode;
  readonly basis: Basis;
  readonly reportedBy?: string;
  readonly evidenceDate?: LocalDate;
}

export class AssessNeed {
  constructor(
    readonly assessment: AssessmentId,
    readonly said: Entry & { readonly need: string },
    readonly when: Moment | undefined,
  ) {}
}

export class FindStrength {
  constructor(
    readonly assessment: AssessmentId,
    readonly said: Entry & { readonly strength: string },
    readonly when: Moment | undefined,
  ) {}
}
