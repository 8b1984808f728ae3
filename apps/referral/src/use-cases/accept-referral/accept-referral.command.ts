import type { Moment, ReferralId } from '@onestory/kernel';

export class AcceptReferral {
  constructor(
    readonly referral: ReferralId,
    readonly when: Moment | undefined,
  ) {}
}
