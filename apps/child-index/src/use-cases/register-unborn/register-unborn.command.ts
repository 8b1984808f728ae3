import type { LocalDate, Moment } from '@onestory/kernel';
import type { CarerOfChild } from '../../domain/child.js';

export class RegisterUnborn {
  constructor(
    readonly given: { readonly expectedDate: LocalDate; readonly carers: readonly CarerOfChild[] },
    readonly when: Moment | undefined,
  ) {}
}
