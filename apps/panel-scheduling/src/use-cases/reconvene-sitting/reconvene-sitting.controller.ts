import { Body, Controller, Param, Post } from '@nestjs/common';
import { localDate } from '@onestory/kernel';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ReconveneSitting } from './reconvene-sitting.command.js';
import { ReconveneSittingDto } from './reconvene-sitting.dto.js';

@Controller('sittings/:sitting/reconvening')
export class ReconveneSittingController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.reconvene')
  reconvene(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: ReconveneSittingDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new ReconveneSitting(sitting, localDate(body.date), momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command, { needsRevision: true });
  }
}
