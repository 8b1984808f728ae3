import type { Moment, SittingId } from '@onestory/kernel';
import type { SeatCode } from '../../domain/quorum.js';

export class RecordDeparture {
  constructor(
    readonly sitting: SittingId,
    readonly seat: SeatCode,
    readonly when: Moment | undefined,
  ) {}
}
