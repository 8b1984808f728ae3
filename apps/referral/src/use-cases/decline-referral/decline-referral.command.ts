import type { Moment, ReferralId } from '@onestory/kernel';
import type { DeclineReason } from '../../domain/referral.js';

export class DeclineReferral {
  constructor(
    readonly referral: ReferralId,
    readonly said: {
      readonly reason: DeclineReason;
      readonly advice: string;
      readonly alternatives?: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
