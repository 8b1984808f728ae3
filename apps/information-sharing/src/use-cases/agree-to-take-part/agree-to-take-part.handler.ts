import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { NotYetKnown, StreamsOf } from '@onestory/service';
import { consentIdOf } from '../../domain/consent.js';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import { agreeToTakePart } from '../../domain/consenting.js';
import { notYetHeardOf, refuseStrangers } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { AgreeToTakePart } from './agree-to-take-part.command.js';

@CommandHandler(AgreeToTakePart)
export class AgreeToTakePartHandler implements ICommandHandler<AgreeToTakePart> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    private readonly queries: QueryBus,
  ) {}

  async execute({
    episode,
    giver,
    serviceNotConditional,
    when,
  }: AgreeToTakePart): Promise<Decided<Consent, ConsentFact>> {
    const family: Family = await this.queries.execute(new FamilyOf(currentContext().area, episode));
    if (notYetHeardOf(family).length > 0) throw new NotYetKnown('A child of this episode');
    refuseStrangers(family, giver);
    const decision = agreeToTakePart({ episode, giver, serviceNotConditional });
    return this.consents.decide(consentIdOf(episode, giver), decision, when);
  }
}
