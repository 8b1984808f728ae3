import type { AgendaItemId, Moment, SittingId } from '@onestory/kernel';
import type { SeatCode } from '../../domain/quorum.js';

export class DeclareConflict {
  constructor(
    readonly sitting: SittingId,
    readonly declared: {
      readonly item: AgendaItemId;
      readonly seat: SeatCode;
      readonly interest: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
