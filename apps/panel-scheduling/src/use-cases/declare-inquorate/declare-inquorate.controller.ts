import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { DeclareInquorate } from './declare-inquorate.command.js';
import { DeclareInquorateDto } from './declare-inquorate.dto.js';

@Controller('sittings/:sitting/inquoracy')
export class DeclareInquorateController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.declare-inquorate')
  declare(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: DeclareInquorateDto,
    @AskedBy() asked: Asked,
  ) {
    const views = (body.views ?? []).map(({ item, view }) => ({
      item: item as AgendaItemId,
      view,
    }));
    const command = new DeclareInquorate(sitting, views, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command, { needsRevision: true });
  }
}
