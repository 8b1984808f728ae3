import type { AreaId, ChildId, ConsentId, ReferralId, ServiceId } from '@onestory/kernel';
import type { RestingReferral } from '../../domain/resting-on-consent.js';

/** An open referral of one of these children to this service. */
export class OpenReferralTo {
  constructor(
    readonly area: AreaId,
    readonly service: ServiceId,
    readonly children: readonly ChildId[],
    /** The one that is being sent: it is not in its own way. */
    readonly besides: ReferralId,
  ) {}
}

export type OpenOne = ReferralId | undefined;

/** Open referrals that rest on this consent. */
export class OpenReferralsRestingOn {
  constructor(
    readonly area: AreaId,
    readonly consent: ConsentId,
  ) {}
}

export type RestingReferrals = readonly RestingReferral[];
