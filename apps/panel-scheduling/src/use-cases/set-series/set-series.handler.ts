import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { Instant, PanelSeriesId } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { setSeries, termsFrom } from '../../domain/panel-series.js';
import type { PanelPolicies, PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { refuseUnlessPosted } from '../../domain/posts.js';
import type { Seat } from '../../domain/quorum.js';
import { NoSuchAgency } from '../../domain/refusals.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { SetSeries } from './set-series.command.js';

@CommandHandler(SetSeries)
export class SetSeriesHandler implements ICommandHandler<SetSeries> {
  constructor(
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(asked: SetSeries): Promise<Decided<PanelSeries, PanelSeriesFact>> {
    const { series, given, when } = asked;
    const at = when?.occurredAt ?? this.platform.clock.now();
    for (const seat of given.seats) this.refuseStrangers(seat, at);
    const id = series ?? idFrom<PanelSeriesId>('panel series', currentContext().command);
    const terms = termsFrom(given, this.policies(at));
    return this.panels.decide(id, setSeries(terms), when);
  }

  private refuseStrangers({ seat, agency, member }: Seat, occurredAt: Instant): void {
    const { register } = this.platform;
    if (register.agency(agency)?.area !== currentContext().area) throw new NoSuchAgency(seat);
    if (member)
      refuseUnlessPosted(register.practitioner(member)?.roles ?? [], agency, { occurredAt });
  }

  private policies(at: Instant): PanelPolicies {
    const { area } = currentContext();
    const { register } = this.platform;
    const quorum = register.policy(area, 'panel-quorum', at);
    const meets = register.policy(area, 'panel-meets', at);
    const closes = register.policy(area, 'agenda-closes', at);
    return {
      ...(quorum && { quorum }),
      ...(meets && { meets }),
      ...(closes && { agendaClosesWorkingDays: closes.workingDaysBefore }),
    };
  }
}
