import type { Moment, PractitionerId, SittingId } from '@onestory/kernel';
import type { SeatCode } from '../../domain/quorum.js';

export class RecordAttendance {
  constructor(
    readonly sitting: SittingId,
    readonly seat: SeatCode,
    readonly member: PractitionerId,
    readonly when: Moment | undefined,
  ) {}
}
