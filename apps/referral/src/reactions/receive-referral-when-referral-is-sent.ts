import { ReferralSentV1 } from '@onestory/contracts';
import type { ReferralId } from '@onestory/kernel';
import { when } from '@onestory/service';
import { ReceiveReferral } from '../use-cases/receive-referral/receive-referral.command.js';

/** It is in the service's queue at once: the referrer knows that it did not get lost. A person screens it. */
export const receiveReferralWhenReferralIsSent = when(
  ReferralSentV1,
  'receive',
  ({ data: { referral } }) => [
    {
      stream: `referral-${referral}`,
      command: new ReceiveReferral(referral as ReferralId, undefined),
    },
  ],
);
