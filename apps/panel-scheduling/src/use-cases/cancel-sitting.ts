import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, contentOf, Doorkeeper, Occurrence } from '@onestory/service';
import { cancelSitting } from '../domain/meeting-again.js';
import { CALLED_OFF } from '../domain/sitting.js';
import type { CalledOffReason } from '../domain/sitting.js';
import { sittingHistory } from '../history/sitting.codec.js';

class CancelSittingRequest extends Occurrence {
  @IsIn(CALLED_OFF)
  readonly reason!: CalledOffReason;
}

@Controller('sittings/:sitting/cancellation')
export class CancelSitting {
  constructor(private readonly door: Doorkeeper) {}

  /** The sitting does not take place: its items go to the next. */
  @Post()
  @Act('panel-scheduling.cancel-sitting')
  cancel(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: CancelSittingRequest,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, sittingHistory, id, cancelSitting(contentOf(said)), said);
  }
}
