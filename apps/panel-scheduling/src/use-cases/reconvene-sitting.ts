import { Body, Controller, Param, Post } from '@nestjs/common';
import type { LocalDate, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsDay } from '@onestory/service';
import { NeedsRevision, Occurrence } from '@onestory/service';
import { reconvene } from '../domain/meeting-again.js';
import { termsOf } from '../domain/panel-series.js';
import { NotScheduled } from '../domain/refusals.js';
import { panelSeriesHistory } from '../history/panel-series.codec.js';
import { sittingHistory } from '../history/sitting.codec.js';

class ReconveneSittingRequest extends Occurrence {
  /** When the panel meets again, before its next regular sitting or on its day. */
  @IsDay()
  readonly date!: LocalDate;
}

@Controller('sittings/:sitting/reconvening')
export class ReconveneSitting {
  constructor(private readonly door: Doorkeeper) {}

  /** What an inquorate sitting left is decided no later than the panel would have met anyway. */
  @Post()
  @Act('panel-scheduling.reconvene')
  @NeedsRevision()
  reconvene(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: ReconveneSittingRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () => {
      const { state } = await asked.load(sittingHistory, id);
      if (state.stage === 'not scheduled') throw new NotScheduled();
      const { cadence } = termsOf((await asked.load(panelSeriesHistory, state.series)).state);
      return reconvene({ date: said.date, withinDays: cadence.everyWeeks * 7 });
    };
    return this.door.fetchAndDecide(asked, sittingHistory, id, decision, said);
  }
}
