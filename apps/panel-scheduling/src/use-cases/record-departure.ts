import { Body, Controller, Param, Post } from '@nestjs/common';
import { Matches } from 'class-validator';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, contentOf, Doorkeeper, Occurrence } from '@onestory/service';
import { leave } from '../domain/convening.js';
import { sittingHistory } from '../history/sitting.codec.js';

class RecordDepartureRequest extends Occurrence {
  /** Whose member or deputy left the meeting. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like health' })
  readonly seat!: string;
}

@Controller('sittings/:sitting/departures')
export class RecordDeparture {
  constructor(private readonly door: Doorkeeper) {}

  /** A member or a deputy leaves the meeting, and their seat is empty. */
  @Post()
  @Act('panel-scheduling.record-attendance')
  record(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: RecordDepartureRequest,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, sittingHistory, id, leave(contentOf(said)), said);
  }
}
