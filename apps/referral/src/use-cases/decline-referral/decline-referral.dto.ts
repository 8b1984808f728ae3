import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Occurrence } from '@onestory/service';
import { DECLINE_REASONS } from '../../domain/referral.js';
import type { DeclineReason } from '../../domain/referral.js';

export class DeclineReferralDto extends Occurrence {
  @IsIn(DECLINE_REASONS)
  readonly reason!: DeclineReason;

  /** What the family can do instead. */
  @IsString()
  @MaxLength(4000)
  readonly advice!: string;

  /** Other services that could help. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly alternatives?: string;
}
