import type { ReferralId } from '@onestory/kernel';
import type { LostConsent } from '../../domain/resting-on-consent.js';

/** Given by a reaction only. */
export class WithdrawWithConsent {
  constructor(
    readonly referral: ReferralId,
    readonly lost: LostConsent,
  ) {}
}
