import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Occurrence } from '@onestory/service';
import type { WithdrawalCause } from '../../domain/referral.js';

/** Consent is withdrawn at information-sharing: what rests on it stops by itself. */
const CAUSES = ['by_referrer', 'by_family'] as const satisfies readonly WithdrawalCause[];

export class WithdrawReferralDto extends Occurrence {
  @IsIn(CAUSES)
  readonly cause!: (typeof CAUSES)[number];

  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly reason?: string;
}
