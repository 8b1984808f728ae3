import type { AgendaItemId, Moment, SittingId } from '@onestory/kernel';
import type { AskedDecision } from '../../domain/deciding-items.js';

export class DecideItem {
  constructor(
    readonly item: AgendaItemId,
    readonly sitting: SittingId,
    readonly decisions: readonly AskedDecision[],
    readonly when: Moment | undefined,
  ) {}
}
