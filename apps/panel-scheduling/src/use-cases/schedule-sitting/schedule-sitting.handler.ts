import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { londonDate } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { scheduleOn, scheduleByCadence } from '../../domain/convening.js';
import { sittingDateFor, sittingIdOf, termsOf } from '../../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { ScheduleSitting } from './schedule-sitting.command.js';

@CommandHandler(ScheduleSitting)
export class ScheduleSittingHandler implements ICommandHandler<ScheduleSitting> {
  constructor(
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(asked: ScheduleSitting): Promise<Decided<Sitting, SittingFact>> {
    const { series, offCadence, when } = asked;
    const terms = termsOf((await this.panels.load(series)).state);
    const today = londonDate(when?.occurredAt ?? this.platform.clock.now());
    const date = asked.date ?? sittingDateFor(terms, today);
    const schedule = scheduleOn(series, terms, date);
    const decision = scheduleByCadence({ schedule, terms, ...(offCadence && { offCadence }) });
    return this.sittings.decide(sittingIdOf(series, date), decision, when);
  }
}
