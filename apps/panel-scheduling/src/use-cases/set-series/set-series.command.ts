import type { Moment, PanelSeriesId } from '@onestory/kernel';
import type { GivenTerms } from '../../domain/panel-series.js';

export class SetSeries {
  constructor(
    /** Undefined: a new one. */
    readonly series: PanelSeriesId | undefined,
    readonly given: GivenTerms,
    readonly when: Moment | undefined,
  ) {}
}
