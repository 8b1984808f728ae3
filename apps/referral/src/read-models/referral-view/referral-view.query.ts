import type { Actor } from '@onestory/access';
import type { Until } from '@onestory/event-sourcing';
import type { ReferralId } from '@onestory/kernel';

/** One referral, as this actor may read it, as it was or as it was known at a time. */
export class ReferralView {
  constructor(
    readonly referral: ReferralId,
    readonly actor: Actor,
    readonly until: Until,
  ) {}
}
