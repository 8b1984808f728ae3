import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AgencyId, EpisodeId, PanelSeriesId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { SubmitItem } from './submit-item.command.js';
import { SubmitItemDto } from './submit-item.dto.js';

@Controller('episodes/:episode/agenda-items')
export class SubmitItemController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.submit-item')
  submit(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: SubmitItemDto,
    @AskedBy() asked: Asked,
  ) {
    const { series, ask, recipients, presenter } = body;
    const said = {
      series: series as PanelSeriesId,
      ask,
      ...(recipients && { recipients: recipients as AgencyId[] }),
      ...(presenter !== undefined && { presenter: presenter as PractitionerId }),
    };
    return this.doors.command(
      asked,
      on('episode', episode),
      new SubmitItem(episode, said, momentOf(body)),
      { createsAt: (id) => `/agenda-items/${id}` },
    );
  }
}
