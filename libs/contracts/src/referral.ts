import { z } from 'zod';
import {
  agencyId,
  childId,
  consentId,
  contract,
  episodeId,
  referralId,
  serviceId,
} from './published-event.js';

const owner = 'referral';

const request = {
  referral: referralId.describe('One request for one service'),
  service: serviceId.describe('A service of the register'),
  sensitive: z
    .boolean()
    .describe('Of mental health, sexual health or substance misuse: not to be shown to others'),
  episode: episodeId.optional().describe('Absent where the request stands alone'),
};
/** Not always those of the envelope: where a withdrawn consent ends a referral, these are the consent's. */
const children = z
  .array(childId)
  .optional()
  .describe('Whom it is about; messages of the first days do not say it');
const aStep = z.looseObject({ ...request, children });

const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
const example = {
  referral: 'cc2c5b6d-f708-491a-8536-ab9283b405a1',
  service: '88e81729-b3c4-45d6-81f2-6d5e4fd0c1c1',
  sensitive: false,
  episode: anEpisode,
  children: ['3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01'],
};

export const ReferralSentV1 = contract({
  type: 'referral.referral-sent.v1',
  owner,
  fact: 'ReferralSent',
  meaning: 'A service was asked to help; one that follows a declined referral is a redirect.',
  schema: z.looseObject({
    ...request,
    children: z.array(childId).min(1),
    to: agencyId,
    basis: z.enum(['consent', 'without_consent']),
    consents: z
      .array(consentId)
      .describe('Those that it rests on; empty where it is sent without consent'),
    follows: referralId.optional().describe('The declined referral that it redirects'),
  }),
  example: {
    ...example,
    to: '99f9283a-c4d5-46e7-9203-7e6f50e1d2d1',
    basis: 'consent',
    consents: ['66c6f507-91a2-53b4-8fd0-4b3c2dbeafa1'],
    follows: 'bb1b4a5c-e6f7-4809-b425-9a8172a3f4f1',
  },
});

export const ReferralReceivedV1 = contract({
  type: 'referral.referral-received.v1',
  owner,
  fact: 'ReferralReceived',
  meaning: 'The service has the request: it did not get lost.',
  schema: aStep,
  example,
});

export const ScreeningStartedV1 = contract({
  type: 'referral.screening-started.v1',
  owner,
  fact: 'ScreeningStarted',
  meaning: 'Somebody of the service is looking at the request.',
  schema: aStep,
  example,
});

export const ReferralAcceptedV1 = contract({
  type: 'referral.referral-accepted.v1',
  owner,
  fact: 'ReferralAccepted',
  meaning: 'The service will help.',
  schema: aStep,
  example,
});

export const ReferralDeclinedV1 = contract({
  type: 'referral.referral-declined.v1',
  owner,
  fact: 'ReferralDeclined',
  meaning: 'The service will not help, for this reason; its advice is with the referral.',
  schema: z.looseObject({
    ...request,
    children,
    reason: z.enum([
      'threshold_not_met_lower',
      'threshold_higher_escalate',
      'outside_age',
      'outside_area',
      'service_does_not_offer',
      'at_capacity_no_waitlist',
      'already_in_service',
      'duplicate',
      'insufficient_information',
      'no_consent_where_required',
      'needs_met_elsewhere',
      'family_declined',
    ]),
  }),
  example: { ...example, reason: 'threshold_not_met_lower' },
});

/** Not that of lead-professional, which tells of a service under the plan. */
export const ReferredServiceStartedV1 = contract({
  type: 'referral.service-started.v1',
  owner,
  fact: 'ServiceStarted',
  meaning: 'The service that was asked for has begun.',
  schema: aStep,
  example,
});

export const FeedbackSentV1 = contract({
  type: 'referral.feedback-sent.v1',
  owner,
  fact: 'FeedbackSent',
  meaning: 'Whoever asked was told what became of the request.',
  schema: z.looseObject({
    ...request,
    children,
    what: z.enum(['acknowledged', 'decision', 'started', 'ended']),
  }),
  example: { ...example, what: 'decision' },
});

export const ReferralWithdrawnV1 = contract({
  type: 'referral.referral-withdrawn.v1',
  owner,
  fact: 'ReferralWithdrawn',
  meaning: 'The request no longer stands, and whoever received it does nothing more with it.',
  schema: z.looseObject({
    ...request,
    children,
    cause: z.enum(['consent_withdrawn', 'by_referrer', 'by_family']),
    lostBy: z
      .enum(['withdrawal', 'refusal'])
      .optional()
      .describe('How it lost its consent: withdrawn, or barred by somebody who refused'),
  }),
  example: { ...example, cause: 'consent_withdrawn', lostBy: 'withdrawal' },
});

export const referralContracts = [
  ReferralSentV1,
  ReferralReceivedV1,
  ScreeningStartedV1,
  ReferralAcceptedV1,
  ReferralDeclinedV1,
  ReferredServiceStartedV1,
  FeedbackSentV1,
  ReferralWithdrawnV1,
] as const;
