import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import { withdrawConsent } from '../../domain/consenting.js';
import { refuseOthersWithdrawal } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { WithdrawConsent } from './withdraw-consent.command.js';

@CommandHandler(WithdrawConsent)
export class WithdrawConsentHandler implements ICommandHandler<WithdrawConsent> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    private readonly queries: QueryBus,
  ) {}

  async execute({ consent, said, when }: WithdrawConsent): Promise<Decided<Consent, ConsentFact>> {
    const { state } = await this.consents.load(consent);
    if (state.stage !== 'nothing agreed') {
      const ofEpisode = new FamilyOf(currentContext().area, state.episode);
      const family: Family = await this.queries.execute(ofEpisode);
      refuseOthersWithdrawal(family, state, said.by);
    }
    return this.consents.decide(consent, withdrawConsent(said), when);
  }
}
