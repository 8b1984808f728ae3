import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { LocalDate, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsDay } from '@onestory/service';
import { contentOf, Occurrence } from '@onestory/service';
import { moveSitting } from '../domain/meeting-again.js';
import { sittingIdOf } from '../domain/panel-series.js';
import { NotScheduled } from '../domain/refusals.js';
import { CALLED_OFF, isTaken } from '../domain/sitting.js';
import type { CalledOffReason } from '../domain/sitting.js';
import { sittingHistory } from '../history/sitting.codec.js';

class MoveSittingRequest extends Occurrence {
  /** The day on which the panel meets instead: a working day, of its cadence or not. */
  @IsDay()
  readonly date!: LocalDate;

  @IsIn(CALLED_OFF)
  readonly reason!: CalledOffReason;
}

@Controller('sittings/:sitting/move')
export class MoveSitting {
  constructor(private readonly door: Doorkeeper) {}

  /** The panel meets on another day, with the same items. */
  @Post()
  @Act('panel-scheduling.move-sitting')
  move(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: MoveSittingRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () => {
      const { state } = await asked.load(sittingHistory, id);
      if (state.stage === 'not scheduled') throw new NotScheduled();
      const there = await asked.load(sittingHistory, sittingIdOf(state.series, said.date));
      return moveSitting({ ...contentOf(said), dayIsTaken: isTaken(there.state) });
    };
    return this.door.fetchAndDecide(asked, sittingHistory, id, decision, said);
  }
}
