import type { Until } from '@onestory/event-sourcing';

/** One completed checklist. */
export class ChecklistView {
  constructor(
    readonly checklist: string,
    readonly until: Until,
  ) {}
}
