import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { NotYetKnown, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { consentIdOf, namedAgencies, namedPersons } from '../../domain/consent.js';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import { giveConsent } from '../../domain/consenting.js';
import { notYetHeardOf, speakingOf } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { NotInTheRegister } from '../../domain/refusals.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { GiveConsent } from './give-consent.command.js';

@CommandHandler(GiveConsent)
export class GiveConsentHandler implements ICommandHandler<GiveConsent> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly queries: QueryBus,
  ) {}

  async execute({ episode, said, when }: GiveConsent): Promise<Decided<Consent, ConsentFact>> {
    this.refuseUnregistered(said);
    const family: Family = await this.queries.execute(new FamilyOf(currentContext().area, episode));
    if (notYetHeardOf(family).length > 0) throw new NotYetKnown('A child of this episode');
    const decision = giveConsent({ ...said, ...speakingOf(episode, family, said) });
    return this.consents.decide(consentIdOf(episode, said.giver), decision, when);
  }

  private refuseUnregistered(said: GiveConsent['said']): void {
    const { register } = this.platform;
    const { area } = currentContext();
    const agencies = namedAgencies(said.scope).map((id) => register.agency(id)?.area);
    const persons = namedPersons(said.exclusions).map((id) => register.practitioner(id)?.area);
    if ([...agencies, ...persons].some((its) => its !== area)) throw new NotInTheRegister();
  }
}
