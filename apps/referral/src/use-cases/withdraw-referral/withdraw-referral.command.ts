import type { Moment, ReferralId } from '@onestory/kernel';
import type { WithdrawalCause } from '../../domain/referral.js';

export class WithdrawReferral {
  constructor(
    readonly referral: ReferralId,
    readonly said: {
      readonly cause: Exclude<WithdrawalCause, 'consent_withdrawn'>;
      readonly reason?: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
