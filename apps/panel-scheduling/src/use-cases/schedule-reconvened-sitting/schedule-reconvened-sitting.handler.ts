import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { scheduleOn, scheduleReconvened } from '../../domain/convening.js';
import { termsOf } from '../../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { NotScheduled } from '../../domain/refusals.js';
import { undecidedOf } from '../../domain/sitting.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { ScheduleReconvenedSitting } from './schedule-reconvened-sitting.command.js';

@CommandHandler(ScheduleReconvenedSitting)
export class ScheduleReconvenedSittingHandler implements ICommandHandler<ScheduleReconvenedSitting> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  async execute(asked: ScheduleReconvenedSitting): Promise<Decided<Sitting, SittingFact>> {
    const { reconvenes, sitting, date } = asked;
    const { state } = await this.sittings.load(reconvenes);
    if (state.stage === 'not scheduled') throw new NotScheduled();
    const terms = termsOf((await this.panels.load(state.series)).state);
    const schedule = scheduleOn(state.series, terms, date);
    const items = undecidedOf(state);
    return this.sittings.decide(sitting, scheduleReconvened({ schedule, reconvenes, items }));
  }
}
