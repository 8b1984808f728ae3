import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { ReferralId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsText,
  Occurrence,
  contentOf,
} from '@onestory/service';
import type { WithdrawalCause } from '../domain/referral.js';
import { withdraw } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

/** Consent is withdrawn at information-sharing: what rests on it stops by itself. */
const CAUSES = ['by_referrer', 'by_family'] as const satisfies readonly WithdrawalCause[];

class WithdrawReferralRequest extends Occurrence {
  @IsIn(CAUSES)
  readonly cause!: (typeof CAUSES)[number];

  @IsOptional()
  @IsText(2000)
  readonly reason?: string;
}

@Controller('referrals/:referral/withdrawal')
export class WithdrawReferral {
  constructor(private readonly door: Doorkeeper) {}

  /** The family, or whoever asked, no longer wishes it. */
  @Post()
  @Act('referral.withdraw')
  withdraw(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: WithdrawReferralRequest,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, withdraw(contentOf(said)), said);
  }
}
