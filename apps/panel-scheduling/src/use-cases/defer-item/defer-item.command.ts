import type { AgendaItemId, Moment, SittingId } from '@onestory/kernel';
import type { DeferralReason } from '../../domain/agenda-item.js';

export class DeferItem {
  constructor(
    readonly item: AgendaItemId,
    readonly sitting: SittingId,
    readonly reason: DeferralReason,
    readonly when: Moment | undefined,
  ) {}
}
