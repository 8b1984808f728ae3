import { ReferralSentV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { receive } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

/** It is in the service's queue at once: the referrer knows that it did not get lost. A person screens it. */
export const receiveReferralWhenReferralIsSent = when(ReferralSentV1, 'receive', ({ data }) => [
  decideOn(referralHistory, data.referral, receive()),
]);
