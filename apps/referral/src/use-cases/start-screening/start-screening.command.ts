import type { Moment, ReferralId } from '@onestory/kernel';

export class StartScreening {
  constructor(
    readonly referral: ReferralId,
    readonly when: Moment | undefined,
  ) {}
}
