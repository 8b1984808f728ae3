import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { AgencyId, EpisodeId, PersonId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  IsText,
  momentOf,
  NotYetKnown,
  Occurrence,
  on,
  PLATFORM,
  StreamsOf,
} from '@onestory/service';
import type { Asked, Platform } from '@onestory/service';
import { CAPACITIES, consentIdOf } from '../../domain/consent.js';
import type { Capacity, Consent, ConsentFact } from '../../domain/consent.js';
import { refuseConsent } from '../../domain/consenting.js';
import { notYetHeardOf, speakingOf } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { NotInTheRegister } from '../../domain/refusals.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { RefuseConsent } from './refuse-consent.command.js';

export class RefuseConsentDto extends Occurrence {
  /** Somebody with parental responsibility, or a child who decides for itself. */
  @IsUUID()
  readonly giver!: PersonId;

  @IsIn(CAPACITIES)
  readonly capacity!: Capacity;

  /** With whom nothing is to be shared; left out, the refusal is plain and names nobody. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly agencies?: AgencyId[];

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  readonly reason?: string;
}

@CommandHandler(RefuseConsent)
export class RefuseConsentHandler implements ICommandHandler<RefuseConsent> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly queries: QueryBus,
  ) {}

  async execute({ episode, said, when }: RefuseConsent): Promise<Decided<Consent, ConsentFact>> {
    const { area } = currentContext();
    const areas = said.agencies.map((id) => this.platform.register.agency(id)?.area);
    if (areas.some((its) => its !== area)) throw new NotInTheRegister();
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    if (notYetHeardOf(family).length > 0) throw new NotYetKnown('A child of this episode');
    const decision = refuseConsent({ ...said, ...speakingOf(episode, family, said) });
    return this.consents.decide(consentIdOf(episode, said.giver), decision, when);
  }
}

@Controller('episodes/:episode/refusals')
export class RefuseConsentController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Somebody says no: to the agencies that they name, or plainly. */
  @Post()
  @Act('information-sharing.record-refusal')
  refuse(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: RefuseConsentDto,
    @AskedBy() asked: Asked,
  ) {
    const { giver, capacity, agencies = [], reason } = body;
    const said = { giver, capacity, agencies, ...(reason !== undefined && { reason }) };
    const command = new RefuseConsent(episode, said, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/consents/${id}`,
    });
  }
}
