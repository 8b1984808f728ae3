import type { LocalDate, SittingId } from '@onestory/kernel';

/** On another day, with the same items: after an inquorate sitting, or in place of one that was moved. */
export class ScheduleAgain {
  constructor(
    readonly inPlaceOf: SittingId,
    readonly sitting: SittingId,
    readonly date: LocalDate,
  ) {}
}
