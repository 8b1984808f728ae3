import type { LocalDate, Moment, PanelSeriesId } from '@onestory/kernel';

export class ScheduleSitting {
  constructor(
    readonly series: PanelSeriesId,
    /** Undefined: the next by the panel's cadence whose agenda is open. */
    readonly date: LocalDate | undefined,
    readonly when: Moment | undefined,
  ) {}
}
