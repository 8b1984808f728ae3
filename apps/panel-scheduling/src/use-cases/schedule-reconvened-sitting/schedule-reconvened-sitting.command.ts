import type { LocalDate, SittingId } from '@onestory/kernel';

export class ScheduleReconvenedSitting {
  constructor(
    readonly reconvenes: SittingId,
    readonly sitting: SittingId,
    readonly date: LocalDate,
  ) {}
}
