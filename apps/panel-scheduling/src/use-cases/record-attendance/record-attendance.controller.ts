import { Body, Controller, Param, Post } from '@nestjs/common';
import type { PractitionerId, SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RecordAttendance } from './record-attendance.command.js';
import { RecordAttendanceDto } from './record-attendance.dto.js';

@Controller('sittings/:sitting/attendances')
export class RecordAttendanceController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.record-attendance')
  record(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: RecordAttendanceDto,
    @AskedBy() asked: Asked,
  ) {
    const member = body.member as PractitionerId;
    const command = new RecordAttendance(sitting, body.seat, member, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command);
  }
}
