import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { startScreening } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { StartScreening } from './start-screening.command.js';

@CommandHandler(StartScreening)
export class StartScreeningHandler implements ICommandHandler<StartScreening> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, when }: StartScreening) {
    return this.referrals.decide(referral, startScreening(), when);
  }
}
