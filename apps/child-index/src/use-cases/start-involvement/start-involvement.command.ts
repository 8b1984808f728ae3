import type { ChildId, Moment } from '@onestory/kernel';
import type { Involvement } from '../../domain/child.js';

export class StartInvolvement {
  constructor(
    readonly child: ChildId,
    readonly given: Omit<Involvement, 'involvement'>,
    readonly when: Moment | undefined,
  ) {}
}
