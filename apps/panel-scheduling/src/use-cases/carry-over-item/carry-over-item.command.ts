import type { AgendaItemId, SittingId } from '@onestory/kernel';

export class CarryOverItem {
  constructor(
    readonly item: AgendaItemId,
    readonly from: SittingId,
    readonly to: SittingId,
  ) {}
}
