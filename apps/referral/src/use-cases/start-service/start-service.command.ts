import type { Moment, ReferralId } from '@onestory/kernel';

export class StartService {
  constructor(
    readonly referral: ReferralId,
    readonly when: Moment | undefined,
  ) {}
}
