import { Body, Controller, Param, Post } from '@nestjs/common';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RecordDeparture } from './record-departure.command.js';
import { RecordDepartureDto } from './record-departure.dto.js';

@Controller('sittings/:sitting/departures')
export class RecordDepartureController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.record-attendance')
  record(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: RecordDepartureDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new RecordDeparture(sitting, body.seat, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command);
  }
}
