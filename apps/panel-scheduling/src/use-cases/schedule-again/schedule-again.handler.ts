import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { scheduleOn } from '../../domain/convening.js';
import { scheduleAgain } from '../../domain/meeting-again.js';
import { termsOf } from '../../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { NotScheduled } from '../../domain/refusals.js';
import { undecidedOf } from '../../domain/sitting.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { ScheduleAgain } from './schedule-again.command.js';

@CommandHandler(ScheduleAgain)
export class ScheduleAgainHandler implements ICommandHandler<ScheduleAgain> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  async execute(asked: ScheduleAgain): Promise<Decided<Sitting, SittingFact>> {
    const { inPlaceOf, sitting, date } = asked;
    const { state } = await this.sittings.load(inPlaceOf);
    if (state.stage === 'not scheduled') throw new NotScheduled();
    const terms = termsOf((await this.panels.load(state.series)).state);
    const schedule = scheduleOn(state.series, terms, date);
    const items = undecidedOf(state);
    const place = state.stage === 'moved' ? { movedFrom: inPlaceOf } : { reconvenes: inPlaceOf };
    const decision = scheduleAgain({ schedule, inPlaceOf: place, items });
    return this.sittings.decide(sitting, decision);
  }
}
