import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { reconvene } from '../../domain/meeting-again.js';
import { termsOf } from '../../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { NotScheduled } from '../../domain/refusals.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { ReconveneSitting } from './reconvene-sitting.command.js';

@CommandHandler(ReconveneSitting)
export class ReconveneSittingHandler implements ICommandHandler<ReconveneSitting> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  /** No later than the panel would have met anyway. */
  async execute(asked: ReconveneSitting): Promise<Decided<Sitting, SittingFact>> {
    const { sitting, date, when } = asked;
    const { state } = await this.sittings.load(sitting);
    if (state.stage === 'not scheduled') throw new NotScheduled();
    const { cadence } = termsOf((await this.panels.load(state.series)).state);
    const withinDays = cadence.everyWeeks * 7;
    return this.sittings.decide(sitting, reconvene({ date, withinDays }), when);
  }
}
