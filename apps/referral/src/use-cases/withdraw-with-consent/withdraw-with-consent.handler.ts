import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, inContext, Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { withdrawWithConsent } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { WithdrawWithConsent } from './withdraw-with-consent.command.js';

/** Counts from when the consent was lost, whichever message told of it last. */
@CommandHandler(WithdrawWithConsent)
export class WithdrawWithConsentHandler implements ICommandHandler<WithdrawWithConsent> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, lost }: WithdrawWithConsent) {
    const context = { ...currentContext(), reactingTo: lost.at };
    return inContext(context, () =>
      this.referrals.decide(referral, withdrawWithConsent(lost), lost.at),
    );
  }
}
