import { BeforeWhatItAnswers, idFrom, localDate, onDay } from '@onestory/kernel';
import type { ReferralId } from '@onestory/kernel';
import { given } from '@onestory/testing';
import { referral } from './referral.js';
import {
  NoChildren,
  ReasonMissing,
  NotCoveredByConsent,
  RefusedByTheFamily,
  FollowsNoDeclinedReferral,
  AlreadyReferred,
  AlreadySent,
} from './refusals.js';
import { send } from './sending.js';
import type { ReferralToSend } from './sending.js';
import { asked, sent } from './testing/one-referral.js';

describe('sending a referral', () => {
  const sending = (change: Partial<ReferralToSend> = {}) => send({ ...asked, ...change });

  it('rests on the consents that cover it', () => given(referral).when(sending()).then(sent));

  it('is refused where no consent covers it, and says the way out', () =>
    given(referral)
      .when(sending({ basis: { consents: [] } }))
      .refuses(NotCoveredByConsent, /without consent, with the reason/));

  it('is refused for another reason if somebody refused it: no further consent would help', () => {
    given(referral)
      .when(sending({ basis: { consents: [] }, refused: true }))
      .refuses(RefusedByTheFamily, /decision to share all the same/);
    const basis = { without: 'significant_harm', reason: 'Assault, children present' } as const;
    given(referral)
      .when(sending({ basis, refused: true }))
      .then({ type: 'ReferralSent', data: { ...asked, basis } });
  });

  it('may go without consent, for a reason given as a code and in words', () => {
    const basis = { without: 'significant_harm', reason: 'Assault, children present' } as const;
    given(referral)
      .when(sending({ basis }))
      .then({ type: 'ReferralSent', data: { ...asked, basis } });
    given(referral)
      .when(sending({ basis: { ...basis, reason: '' } }))
      .refuses(ReasonMissing);
  });

  it('names children, and why', () => {
    given(referral)
      .when(sending({ children: [] }))
      .refuses(NoChildren);
    given(referral)
      .when(sending({ reason: ' ' }))
      .refuses(ReasonMissing);
  });

  it('keeps what was known of the capacity of the service', () => {
    const capacitySeen = 'waitlist, 18 weeks, as of 2 March';
    given(referral)
      .when(sending({ capacitySeen }))
      .then({ type: 'ReferralSent', data: { ...asked, capacitySeen } });
  });

  it('follows a declined referral, after it was declined, as a redirect', () => {
    const earlier = idFrom<ReferralId>('declined referral');
    const follows = { referral: earlier, declinedAt: onDay(localDate('2026-03-24')) };
    given(referral)
      .when(sending({ follows }), '2026-03-26')
      .then({ type: 'ReferralSent', data: { ...asked, follows: earlier } });
    given(referral).when(sending({ follows }), '2026-03-23').refuses(BeforeWhatItAnswers);
    given(referral)
      .when(sending({ follows: { referral: earlier } }))
      .refuses(FollowsNoDeclinedReferral);
  });

  it('points to the open one for the same child and service, unless there is a reason for both', () => {
    const alreadyOpen = idFrom<ReferralId>('open referral');
    given(referral)
      .when(sending({ alreadyOpen }))
      .refuses(AlreadyReferred, /Join that one/);
    given(referral)
      .when(sending({ alreadyOpen, sentAnyway: 'Another need' }))
      .then({ type: 'ReferralSent', data: { ...asked, sentAnyway: 'Another need' } });
  });

  it('never tells by a refusal that a sensitive service is asked already', () =>
    given(referral)
      .when(sending({ sensitive: true, alreadyOpen: idFrom('open referral') }))
      .thenTypes('ReferralSent'));

  it('happens once', () => given(referral, sent).when(sending()).refuses(AlreadySent));
});
