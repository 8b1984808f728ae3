import { Body, Controller, Param, Post } from '@nestjs/common';
import { localDate } from '@onestory/kernel';
import type { AgencyId, PanelSeriesId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { GivenTerms } from '../../domain/panel-series.js';
import type { QuorumRule, Seat } from '../../domain/quorum.js';
import { SetSeries } from './set-series.command.js';
import { SetSeriesDto } from './set-series.dto.js';
import type { QuorumDto, SeatDto } from './set-series.dto.js';

const seatOf = ({ seat, agency, member, chair }: SeatDto): Seat => ({
  seat,
  agency: agency as AgencyId,
  ...(member !== undefined && { member: member as PractitionerId }),
  ...(chair && { chair }),
});

const quorumOf = ({ fraction, requiredSeats, chairOrVice }: QuorumDto): Partial<QuorumRule> => ({
  ...(fraction && { fraction }),
  ...(requiredSeats && { requiredSeats }),
  ...(chairOrVice !== undefined && { chairOrVice }),
});

const givenIn = (body: SetSeriesDto): GivenTerms => {
  const { name, from, seats, cadence, quorum, agendaClosesWorkingDays } = body;
  return {
    name,
    from: localDate(from),
    seats: seats.map(seatOf),
    ...(cadence && { cadence: { everyWeeks: cadence.everyWeeks, weekday: cadence.weekday } }),
    ...(quorum && { quorum: quorumOf(quorum) }),
    ...(agendaClosesWorkingDays !== undefined && { agendaClosesWorkingDays }),
  };
};

@Controller('series')
export class SetSeriesController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.set-series')
  set(@Body() body: SetSeriesDto, @AskedBy() asked: Asked) {
    return this.doors.command(
      asked,
      on('area', asked.actor.area),
      new SetSeries(undefined, givenIn(body), momentOf(body)),
      { createsAt: (id) => `/series/${id}` },
    );
  }

  /** Sittings that are scheduled keep the terms that they were scheduled by. */
  @Post(':series/terms')
  @Act('panel-scheduling.set-series')
  setAgain(
    @Param('series', AnId) series: PanelSeriesId,
    @Body() body: SetSeriesDto,
    @AskedBy() asked: Asked,
  ) {
    return this.doors.command(
      asked,
      on('series', series),
      new SetSeries(series, givenIn(body), momentOf(body)),
      { needsRevision: true },
    );
  }
}
