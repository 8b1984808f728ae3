import type { AreaId, LocalDate, PanelSeriesId, SittingId } from '@onestory/kernel';
import type { WaitingItem } from '../../domain/convening.js';

/** What waits for this panel, and where it goes: the next sitting whose agenda was open when it reached us. */
export class ItemsToList {
  constructor(
    readonly area: AreaId,
    readonly series: PanelSeriesId,
    readonly today: LocalDate,
  ) {}
}

export interface ItemsForSitting {
  readonly sitting: SittingId;
  readonly items: readonly WaitingItem[];
}
