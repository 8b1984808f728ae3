import type { ChildId, Moment } from '@onestory/kernel';
import type { InvolvementId } from '../../domain/child.js';

export class EndInvolvement {
  constructor(
    readonly child: ChildId,
    readonly involvement: InvolvementId,
    readonly when: Moment | undefined,
  ) {}
}
