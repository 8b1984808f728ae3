import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { withdraw } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { WithdrawReferral } from './withdraw-referral.command.js';

@CommandHandler(WithdrawReferral)
export class WithdrawReferralHandler implements ICommandHandler<WithdrawReferral> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, said, when }: WithdrawReferral) {
    return this.referrals.decide(referral, withdraw(said), when);
  }
}
