import type { LocalDate, Moment, PanelSeriesId } from '@onestory/kernel';
import type { OffCadence } from '../../domain/sitting.js';

export class ScheduleSitting {
  constructor(
    readonly series: PanelSeriesId,
    /** Undefined: the next by the panel's cadence whose agenda is open. */
    readonly date: LocalDate | undefined,
    /** Why it is on no day of the cadence. */
    readonly offCadence: OffCadence | undefined,
    readonly when: Moment | undefined,
  ) {}
}
