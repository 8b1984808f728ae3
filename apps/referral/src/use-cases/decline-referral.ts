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
  NeedsRevision,
  Occurrence,
  contentOf,
} from '@onestory/service';
import { DECLINE_REASONS } from '../domain/referral.js';
import type { DeclineReason } from '../domain/referral.js';
import { decline } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

class DeclineReferralRequest extends Occurrence {
  @IsIn(DECLINE_REASONS)
  readonly reason!: DeclineReason;

  /** What the family can do instead. */
  @IsText(4000)
  readonly advice!: string;

  /** Other services that could help. */
  @IsOptional()
  @IsText(2000)
  readonly alternatives?: string;
}

@Controller('referrals/:referral/decline')
export class DeclineReferral {
  constructor(private readonly door: Doorkeeper) {}

  /** The service will not help: why, what to do instead, and who else could. */
  @Post()
  @Act('referral.decline')
  @NeedsRevision()
  decline(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: DeclineReferralRequest,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(
      asked,
      referralHistory,
      id,
      decline({ by: asked.by, ...contentOf(said) }),
      said,
    );
  }
}
