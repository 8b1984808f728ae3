import { KeepsConsents } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { OpenReferral1768294800001 } from './database/migrations/1768294800001-open-referral.js';
import { ScreeningQueue1768294800002 } from './database/migrations/1768294800002-screening-queue.js';
import { referralHistory } from './history/referral.codec.js';
import { referralPublications } from './publications/referral.publications.js';
import { receiveReferralWhenReferralIsSent } from './reactions/receive-referral-when-referral-is-sent.js';
import {
  withdrawReferralsWhenConsentIsNarrowed,
  withdrawReferralsWhenConsentIsWithdrawn,
  withdrawReferralsWhenTheirReceiverIsRefused,
  withdrawReferralWhenItsConsentIsGone,
} from './reactions/withdraw-referral-when-consent-is-lost.js';
import { OpenReferrals } from './read-models/open-referrals/open-referrals.listener.js';
import { ReferralView } from './read-models/referral-view/referral-view.js';
import { referralResource } from './read-models/referral-view/referral.resource.js';
import { ScreeningQueueProjector } from './read-models/screening-queue/screening-queue.projector.js';
import {
  ScreeningQueue,
  screeningQueueResource,
} from './read-models/screening-queue/screening-queue.js';
import { AcceptReferral } from './use-cases/accept-referral.js';
import { DeclineReferral } from './use-cases/decline-referral.js';
import { ReceiveReferral } from './use-cases/receive-referral.js';
import { SendFeedback } from './use-cases/send-feedback.js';
import { SendReferral } from './use-cases/send-referral/send-referral.js';
import { StartScreening } from './use-cases/start-screening.js';
import { StartService } from './use-cases/start-service.js';
import { WithdrawReferral } from './use-cases/withdraw-referral.js';

export const referralService: ServiceDefinition = {
  name: 'referral',
  api: new URL('../api.json', import.meta.url),
  routes: [
    SendReferral,
    ReceiveReferral,
    StartScreening,
    AcceptReferral,
    DeclineReferral,
    StartService,
    SendFeedback,
    WithdrawReferral,
    ReferralView,
    ScreeningQueue,
  ],
  histories: [referralHistory],
  resources: [referralResource, screeningQueueResource],
  projectors: [ScreeningQueueProjector],
  publications: [referralPublications],
  consumes: ['child-index', 'assessment', 'information-sharing', 'lead-professional'],
  listeners: [KeepsConsents, OpenReferrals],
  reactions: [
    receiveReferralWhenReferralIsSent,
    withdrawReferralsWhenConsentIsWithdrawn,
    withdrawReferralsWhenConsentIsNarrowed,
    withdrawReferralsWhenTheirReceiverIsRefused,
    withdrawReferralWhenItsConsentIsGone,
  ],
  migrations: [OpenReferral1768294800001, ScreeningQueue1768294800002],
};
