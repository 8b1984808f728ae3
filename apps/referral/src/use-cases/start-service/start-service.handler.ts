import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { startService } from '../../domain/screening.js';
import { referralHistory } from '../../history/referral.codec.js';
import { StartService } from './start-service.command.js';

@CommandHandler(StartService)
export class StartServiceHandler implements ICommandHandler<StartService> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  execute({ referral, when }: StartService) {
    return this.referrals.decide(referral, startService(), when);
  }
}
