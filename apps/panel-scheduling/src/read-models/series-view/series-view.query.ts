import type { AsOf } from '@onestory/event-sourcing';
import type { PanelSeriesId } from '@onestory/kernel';
import type { SeriesTerms } from '../../domain/panel-series.js';

/** How a panel works. */
export class SeriesView {
  constructor(
    readonly series: PanelSeriesId,
    readonly until: AsOf,
  ) {}
}

export interface SeriesBody extends SeriesTerms {
  readonly series: PanelSeriesId;
}
