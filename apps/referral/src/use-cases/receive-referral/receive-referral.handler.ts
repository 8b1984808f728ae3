import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { receive } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { ReceiveReferral } from './receive-referral.command.js';

@CommandHandler(ReceiveReferral)
export class ReceiveReferralHandler implements ICommandHandler<ReceiveReferral> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, when }: ReceiveReferral) {
    return this.referrals.decide(referral, receive(), when);
  }
}
