import { Module } from '@nestjs/common';
import { HearsConsents, own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { OpenReferral1768294800001 } from './database/migrations/1768294800001-open-referral.js';
import { ScreeningQueue1768294800002 } from './database/migrations/1768294800002-screening-queue.js';
import { referralHistory } from './history/referral.codec.js';
import { referralPublications } from './publications/referral.publications.js';
import { receiveReferralWhenReferralIsSent } from './reactions/receive-referral-when-referral-is-sent.js';
import {
  withdrawReferralsWhenConsentIsNarrowed,
  withdrawReferralsWhenConsentIsWithdrawn,
  withdrawReferralWhenItsConsentIsGone,
} from './reactions/withdraw-referral-when-consent-is-lost.js';
import { KnownConsentsHandler } from './read-models/consents/known-consents.handler.js';
import { OpenReferralToHandler } from './read-models/open-referrals/open-referral-to.handler.js';
import { OpenReferralsRestingOnHandler } from './read-models/open-referrals/open-referrals-resting-on.handler.js';
import { OpenReferrals } from './read-models/open-referrals/open-referrals.listener.js';
import { ReferralViewController } from './read-models/referral-view/referral-view.controller.js';
import { ReferralViewHandler } from './read-models/referral-view/referral-view.handler.js';
import { ReferralResource } from './read-models/referral-view/referral.resource.js';
import { ScreeningQueueController } from './read-models/screening-queue/screening-queue.controller.js';
import { ScreeningQueueRow } from './read-models/screening-queue/screening-queue.entity.js';
import { ScreeningQueueHandler } from './read-models/screening-queue/screening-queue.handler.js';
import { ScreeningQueueProjector } from './read-models/screening-queue/screening-queue.projector.js';
import { ScreeningQueueResource } from './read-models/screening-queue/screening-queue.resource.js';
import { AcceptReferralController } from './use-cases/accept-referral/accept-referral.controller.js';
import { AcceptReferralHandler } from './use-cases/accept-referral/accept-referral.handler.js';
import { DeclineReferralController } from './use-cases/decline-referral/decline-referral.controller.js';
import { DeclineReferralHandler } from './use-cases/decline-referral/decline-referral.handler.js';
import { ReceiveReferralController } from './use-cases/receive-referral/receive-referral.controller.js';
import { ReceiveReferralHandler } from './use-cases/receive-referral/receive-referral.handler.js';
import { SendFeedbackController } from './use-cases/send-feedback/send-feedback.controller.js';
import { SendFeedbackHandler } from './use-cases/send-feedback/send-feedback.handler.js';
import { SendReferralController } from './use-cases/send-referral/send-referral.controller.js';
import { SendReferralHandler } from './use-cases/send-referral/send-referral.handler.js';
import { StartScreeningController } from './use-cases/start-screening/start-screening.controller.js';
import { StartScreeningHandler } from './use-cases/start-screening/start-screening.handler.js';
import { StartServiceController } from './use-cases/start-service/start-service.controller.js';
import { StartServiceHandler } from './use-cases/start-service/start-service.handler.js';
import { WithdrawReferralController } from './use-cases/withdraw-referral/withdraw-referral.controller.js';
import { WithdrawReferralHandler } from './use-cases/withdraw-referral/withdraw-referral.handler.js';
import { WithdrawWithConsentHandler } from './use-cases/withdraw-with-consent/withdraw-with-consent.handler.js';

@Module({
  controllers: [
    SendReferralController,
    ReceiveReferralController,
    StartScreeningController,
    AcceptReferralController,
    DeclineReferralController,
    StartServiceController,
    SendFeedbackController,
    WithdrawReferralController,
    ReferralViewController,
    ScreeningQueueController,
  ],
  providers: [
    SendReferralHandler,
    ReceiveReferralHandler,
    StartScreeningHandler,
    AcceptReferralHandler,
    DeclineReferralHandler,
    StartServiceHandler,
    SendFeedbackHandler,
    WithdrawReferralHandler,
    WithdrawWithConsentHandler,
    HearsConsents,
    KnownConsentsHandler,
    OpenReferrals,
    OpenReferralToHandler,
    OpenReferralsRestingOnHandler,
    ReferralResource,
    ReferralViewHandler,
    ScreeningQueueResource,
    ScreeningQueueProjector,
    ScreeningQueueHandler,
  ],
})
export class ReferralModule {}

export const referralService: ServiceDefinition = {
  name: 'referral',
  api: new URL('../api.json', import.meta.url),
  module: ReferralModule,
  histories: [own(referralHistory)],
  resources: [ReferralResource, ScreeningQueueResource],
  projectors: [ScreeningQueueProjector],
  publications: [referralPublications],
  hears: ['child-index', 'assessment', 'information-sharing', 'lead-professional'],
  listeners: [HearsConsents, OpenReferrals],
  reactions: [
    receiveReferralWhenReferralIsSent,
    withdrawReferralsWhenConsentIsWithdrawn,
    withdrawReferralsWhenConsentIsNarrowed,
    withdrawReferralWhenItsConsentIsGone,
  ],
  entities: [ScreeningQueueRow],
  migrations: [OpenReferral1768294800001, ScreeningQueue1768294800002],
};
