import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { sendFeedback } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { SendFeedback } from './send-feedback.command.js';

@CommandHandler(SendFeedback)
export class SendFeedbackHandler implements ICommandHandler<SendFeedback> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, said, when }: SendFeedback) {
    return this.referrals.decide(referral, sendFeedback(said), when);
  }
}
