import { codec } from '@onestory/event-sourcing';
import type { CodecRules, History } from '@onestory/event-sourcing';
import { personal, plain, shape } from '@onestory/personal-data';
import type { KeyOwner } from '@onestory/personal-data';
import { referral } from '../domain/referral.js';
import type { Referral, ReferralFact, Request } from '../domain/referral.js';

/** Words about one child are that child's; about several they are the episode's. */
const aboutTheChildren = ({ children: [first, ...others], episode }: Request): KeyOwner => {
  if (episode !== undefined && (first === undefined || others.length > 0)) return { episode };
  if (first === undefined) throw new Error('A referral is stored that names no child.');
  return { person: first, class: 'narrative' };
};

const words = personal(aboutTheChildren);
const request = { episode: plain, children: plain, service: plain, sensitive: plain };

const rules: CodecRules<ReferralFact> = {
  ReferralSent: {
    ...request,
    to: plain,
    by: plain,
    reason: words,
    capacitySeen: words,
    basis: shape({ consents: plain, without: plain, reason: words }),
    follows: plain,
    sentAnyway: words,
  },
  ReferralReceived: request,
  ScreeningStarted: request,
  ReferralAccepted: { ...request, by: plain },
  ReferralDeclined: { ...request, by: plain, reason: plain, advice: words, alternatives: words },
  ServiceStarted: request,
  FeedbackSent: { ...request, what: plain, text: words },
  ReferralWithdrawn: { ...request, cause: plain, consent: plain, reason: words },
};

export const referralHistory: History<Referral, ReferralFact> = {
  evolution: referral,
  codec: codec<ReferralFact>('referral', rules),
  about: (it) => {
    if (it.stage === 'not sent') return {};
    const { episode, children } = it.sent;
    return { ...(episode && { episode }), children };
  },
};
