import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PanelSeriesId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, AsOf, asOf, Doorkeeper, on } from '@onestory/service';
import type { SeriesTerms } from '../../domain/panel-series.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';

interface SeriesBody extends SeriesTerms {
  readonly series: PanelSeriesId;
}

@Controller('series/:series')
export class SeriesView {
  constructor(private readonly door: Doorkeeper) {}

  /** How a panel works. */
  @Get()
  @Act('panel-scheduling.view-series')
  view(
    @Param('series', AnId) series: PanelSeriesId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<SeriesBody> {
    return this.door.show(
      asked,
      panelSeriesHistory,
      series,
      ({ state }) => (state.stage === 'not set' ? undefined : { series, ...state.terms }),
      { on: on('series', series), until: asOf(until) },
    );
  }
}
