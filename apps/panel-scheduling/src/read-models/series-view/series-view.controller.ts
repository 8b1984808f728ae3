import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PanelSeriesId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { SeriesView } from './series-view.query.js';
import type { SeriesBody } from './series-view.query.js';

@Controller('series/:series')
export class SeriesViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('panel-scheduling.view-series')
  view(
    @Param('series', AnId) series: PanelSeriesId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<SeriesBody> {
    return this.doors.query(asked, on('series', series), new SeriesView(series, asOf(until)));
  }
}
