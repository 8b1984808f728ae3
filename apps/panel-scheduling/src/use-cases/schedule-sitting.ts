import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { londonDate } from '@onestory/kernel';
import type { LocalDate, PanelSeriesId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsDay } from '@onestory/service';
import { momentSaid, Occurrence, on } from '@onestory/service';
import { scheduleByCadence, scheduleOn } from '../domain/convening.js';
import { sittingDateFor, sittingIdOf, termsOf } from '../domain/panel-series.js';
import { OFF_CADENCE } from '../domain/sitting.js';
import type { OffCadence } from '../domain/sitting.js';
import { panelSeriesHistory } from '../history/panel-series.codec.js';
import { sittingHistory } from '../history/sitting.codec.js';

class ScheduleSittingRequest extends Occurrence {
  /** Left out: the next by the panel's cadence whose agenda is open. */
  @IsOptional()
  @IsDay()
  readonly date?: LocalDate;

  /** Why it is on no day of the panel's cadence; needed only then. */
  @IsOptional()
  @IsIn(OFF_CADENCE)
  readonly offCadence?: OffCadence;
}

@Controller('series/:series/sittings')
export class ScheduleSitting {
  constructor(private readonly door: Doorkeeper) {}

  /** The panel meets on that day. Scheduled twice, it is one sitting. */
  @Post()
  @Act('panel-scheduling.schedule-sitting')
  async schedule(
    @Param('series', AnId) series: PanelSeriesId,
    @Body() said: ScheduleSittingRequest,
    @AskedBy() asked: Asked,
  ) {
    const { offCadence } = said;
    const { state } = await asked.load(panelSeriesHistory, series);
    const today = londonDate(momentSaid(said)?.occurredAt ?? asked.now());
    const next = state.stage === 'set' ? sittingDateFor(state.terms, today) : today;
    const date = said.date ?? next;
    const decision = () => {
      const terms = termsOf(state);
      const schedule = scheduleOn(series, terms, date);
      return scheduleByCadence({ schedule, terms, ...(offCadence && { offCadence }) });
    };
    const id = sittingIdOf(series, date);
    return this.door.fetchAndDecide(asked, sittingHistory, id, decision, said, {
      on: on('series', series),
      createsAt: () => `/sittings/${id}`,
    });
  }
}
