import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type {
  AgencyId,
  Instant,
  LocalDate,
  Moment,
  PanelSeriesId,
  PractitionerId,
} from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsDay, IsText } from '@onestory/service';
import { contentOf, momentSaid, NeedsRevision, Occurrence, on } from '@onestory/service';
import { setSeries, termsFrom } from '../domain/panel-series.js';
import type { PanelPolicies } from '../domain/panel-series.js';
import { refuseUnlessPosted } from '../domain/posts.js';
import type { Seat } from '../domain/quorum.js';
import { NoSuchAgency } from '../domain/refusals.js';
import { panelSeriesHistory } from '../history/panel-series.codec.js';

const SEAT = /^[a-z][a-z0-9_]{0,49}$/;

class CadenceRequest {
  @IsInt()
  @Min(1)
  @Max(52)
  readonly everyWeeks!: number;

  /** 1 is Monday. */
  @IsInt()
  @Min(1)
  @Max(7)
  readonly weekday!: number;
}

class SeatRequest {
  /** A code: `health`. */
  @Matches(SEAT, { message: 'is not a code like education_welfare' })
  readonly seat!: string;

  @IsUUID()
  readonly agency!: AgencyId;

  /** Who usually sits there; anybody of the agency may deputise. */
  @IsOptional()
  @IsUUID()
  readonly member?: PractitionerId;

  @IsOptional()
  @IsIn(['chair', 'vice'])
  readonly chair?: 'chair' | 'vice';
}

class QuorumRequest {
  /** A share of the seats, rounded up: [2, 3] is two thirds. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(100, { each: true })
  readonly fraction?: [number, number];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(SEAT, { each: true, message: 'holds what is not a code like health' })
  readonly requiredSeats?: string[];

  @IsOptional()
  @IsBoolean()
  readonly chairOrVice?: boolean;
}

class SetSeriesRequest extends Occurrence {
  @IsText(200)
  readonly name!: string;

  /** The first sitting. */
  @IsDay()
  readonly from!: LocalDate;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SeatRequest)
  readonly seats!: SeatRequest[];

  /** The area's policy where it is left out, as with the quorum and the agenda's close. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CadenceRequest)
  readonly cadence?: CadenceRequest;

  @IsOptional()
  @ValidateNested()
  @Type(() => QuorumRequest)
  readonly quorum?: QuorumRequest;

  /** How many working days before a sitting its agenda closes. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  readonly agendaClosesWorkingDays?: number;
}

const refuseStrangers = ({ seat, agency, member }: Seat, occurredAt: Instant, asked: Asked) => {
  const { register, area } = asked;
  if (register.agency(agency)?.area !== area) throw new NoSuchAgency(seat);
  if (member)
    refuseUnlessPosted(register.practitioner(member)?.roles ?? [], agency, { occurredAt });
};

const policiesAt = (at: Instant, { register, area }: Asked): PanelPolicies => {
  const quorum = register.policy(area, 'panel-quorum', at);
  const meets = register.policy(area, 'panel-meets', at);
  const closes = register.policy(area, 'agenda-closes', at);
  return {
    ...(quorum && { quorum }),
    ...(meets && { meets }),
    ...(closes && { agendaClosesWorkingDays: closes.workingDaysBefore }),
  };
};

const decisionFor = (said: SetSeriesRequest, when: Moment | undefined, asked: Asked) => {
  const at = when?.occurredAt ?? asked.now();
  const { seats, ...given } = contentOf(said);
  for (const seat of seats) refuseStrangers(seat, at, asked);
  return setSeries(termsFrom({ seats, ...given }, policiesAt(at, asked)));
};

@Controller('series')
export class SetSeries {
  constructor(private readonly door: Doorkeeper) {}

  /** How a panel works: who sits on it, how often, and when it can decide. */
  @Post()
  @Act('panel-scheduling.set-series')
  set(@Body() said: SetSeriesRequest, @AskedBy() asked: Asked) {
    const id = asked.newId<PanelSeriesId>('panel series');
    const decision = () => decisionFor(said, momentSaid(said), asked);
    return this.door.fetchAndDecide(asked, panelSeriesHistory, id, decision, said, {
      on: on('area', asked.area),
      createsAt: () => `/series/${id}`,
    });
  }

  /** Sittings that are scheduled keep the terms that they were scheduled by. */
  @Post(':series/terms')
  @Act('panel-scheduling.set-series')
  @NeedsRevision()
  setAgain(
    @Param('series', AnId) series: PanelSeriesId,
    @Body() said: SetSeriesRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = () => decisionFor(said, momentSaid(said), asked);
    return this.door.fetchAndDecide(asked, panelSeriesHistory, series, decision, said, {
      on: on('series', series),
    });
  }
}
