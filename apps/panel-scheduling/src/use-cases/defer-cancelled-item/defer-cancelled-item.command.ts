import type { AgendaItemId, SittingId } from '@onestory/kernel';

export class DeferCancelledItem {
  constructor(
    readonly item: AgendaItemId,
    readonly sitting: SittingId,
  ) {}
}
