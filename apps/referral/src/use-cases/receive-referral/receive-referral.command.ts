import type { Moment, ReferralId } from '@onestory/kernel';

export class ReceiveReferral {
  constructor(
    readonly referral: ReferralId,
    readonly when: Moment | undefined,
  ) {}
}
