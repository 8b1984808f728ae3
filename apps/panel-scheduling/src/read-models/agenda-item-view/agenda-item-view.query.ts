import type { AsOf } from '@onestory/event-sourcing';
import type { AgendaItemId, AreaId } from '@onestory/kernel';

/** What the panel was asked for a family, how long they have waited, and what was decided. */
export class AgendaItemView {
  constructor(
    readonly area: AreaId,
    readonly item: AgendaItemId,
    readonly until: AsOf,
  ) {}
}
