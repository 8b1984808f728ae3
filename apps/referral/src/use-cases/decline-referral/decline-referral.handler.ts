import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { PractitionerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { decline } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { DeclineReferral } from './decline-referral.command.js';

@CommandHandler(DeclineReferral)
export class DeclineReferralHandler implements ICommandHandler<DeclineReferral> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, said, when }: DeclineReferral) {
    return this.referrals.decide(
      referral,
      decline({ by: currentContext().actor as PractitionerId, ...said }),
      when,
    );
  }
}
