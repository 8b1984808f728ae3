import { Body, Controller, Param, Post } from '@nestjs/common';
import { localDate } from '@onestory/kernel';
import type { PanelSeriesId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ScheduleSitting } from './schedule-sitting.command.js';
import { ScheduleSittingDto } from './schedule-sitting.dto.js';

@Controller('series/:series/sittings')
export class ScheduleSittingController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.schedule-sitting')
  schedule(
    @Param('series', AnId) series: PanelSeriesId,
    @Body() body: ScheduleSittingDto,
    @AskedBy() asked: Asked,
  ) {
    const date = body.date === undefined ? undefined : localDate(body.date);
    return this.doors.command(
      asked,
      on('series', series),
      new ScheduleSitting(series, date, body.offCadence, momentOf(body)),
      { createsAt: (id) => `/sittings/${id}` },
    );
  }
}
