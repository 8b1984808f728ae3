import type { ChildId, Moment } from '@onestory/kernel';
import type { ConcernSource } from '../../domain/concern.js';

export class RecordConcern {
  constructor(
    readonly child: ChildId,
    readonly said: { readonly concern: string; readonly source: ConcernSource },
    readonly when: Moment | undefined,
  ) {}
}
