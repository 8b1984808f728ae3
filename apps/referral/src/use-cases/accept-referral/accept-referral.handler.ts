import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { PractitionerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { accept } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { AcceptReferral } from './accept-referral.command.js';

@CommandHandler(AcceptReferral)
export class AcceptReferralHandler implements ICommandHandler<AcceptReferral> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, when }: AcceptReferral) {
    return this.referrals.decide(
      referral,
      accept({ by: currentContext().actor as PractitionerId }),
      when,
    );
  }
}
