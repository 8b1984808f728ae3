import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID, Matches } from 'class-validator';
import type { PractitionerId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, contentOf, Doorkeeper, Occurrence } from '@onestory/service';
import { attend } from '../domain/convening.js';
import { sittingHistory } from '../history/sitting.codec.js';

class RecordAttendanceRequest extends Occurrence {
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like health' })
  readonly seat!: string;

  /** The member, or a deputy of the seat's agency. */
  @IsUUID()
  readonly member!: PractitionerId;
}

@Controller('sittings/:sitting/attendances')
export class RecordAttendance {
  constructor(private readonly door: Doorkeeper) {}

  /** A member or a deputy takes their seat. */
  @Post()
  @Act('panel-scheduling.record-attendance')
  record(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: RecordAttendanceRequest,
    @AskedBy() asked: Asked,
  ) {
    const posts = asked.register.practitioner(said.member)?.roles ?? [];
    return this.door.decide(asked, sittingHistory, id, attend({ ...contentOf(said), posts }), said);
  }
}
