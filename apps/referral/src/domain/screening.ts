import { happenedBefore, refuseBefore } from '@onestory/kernel';
import type { ConsentId, Decision, Moment, PractitionerId } from '@onestory/kernel';
import type {
  DeclineReason,
  FeedbackKind,
  Referral,
  ReferralFact,
  SentReferral,
} from './referral.js';
import {
  AdviceMissing,
  NotAccepted,
  NotDecided,
  NotInScreening,
  NotReceived,
  NotSent,
  ScreeningIsOver,
  ServiceHasStarted,
  ServiceNotStarted,
  WasDeclined,
  WasWithdrawn,
} from './refusals.js';
import { requestOf } from './sending.js';

type Decide = Decision<Referral, ReferralFact>;

const sentOne = (it: Referral): SentReferral => {
  if (it.stage === 'not sent') throw new NotSent();
  return it;
};

type Closed = 'declined' | 'withdrawn';
type NotClosed = Exclude<SentReferral, { stage: Closed }>;

/** Neither declined nor withdrawn; and nothing that follows can have happened before its present stage. */
const standing = (state: Referral, occasion: Moment): NotClosed => {
  const it = sentOne(state);
  if (it.stage === 'declined') throw new WasDeclined(it.since);
  if (it.stage === 'withdrawn') throw new WasWithdrawn(it.since);
  refuseBefore(occasion, it.since, 'the last step of this referral');
  return it;
};

/** The same step taken twice: answered by what was recorded the first time. */
const already = (it: Referral, ...stages: readonly Referral['stage'][]): boolean =>
  stages.includes(it.stage);

/** The service has it: the referrer knows that it did not get lost. */
export const receive = (): Decide => (state, occasion) => {
  if (already(state, 'received', 'in screening', 'accepted', 'in service')) return [];
  const { sent } = standing(state, occasion);
  return [{ type: 'ReferralReceived', data: requestOf(sent) }];
};

export const startScreening = (): Decide => (state, occasion) => {
  if (already(state, 'in screening', 'accepted', 'in service')) return [];
  const it = standing(state, occasion);
  if (it.stage === 'sent') throw new NotReceived();
  return [{ type: 'ScreeningStarted', data: requestOf(it.sent) }];
};

export const accept =
  (given: { by: PractitionerId }): Decide =>
  (state, occasion) => {
    if (already(state, 'accepted', 'in service')) return [];
    const it = standing(state, occasion);
    if (it.stage !== 'in screening') throw new NotInScreening();
    return [{ type: 'ReferralAccepted', data: { ...requestOf(it.sent), by: given.by } }];
  };

/** A no comes with its reason, and with advice: nobody is left where they stood before. */
export const decline =
  (given: {
    by: PractitionerId;
    reason: DeclineReason;
    advice: string;
    alternatives?: string;
  }): Decide =>
  (state, occasion) => {
    if (state.stage === 'declined' && state.declined.reason === given.reason) return [];
    const it = standing(state, occasion);
    if (it.stage === 'accepted') throw new ScreeningIsOver(it.since);
    if (it.stage === 'in service') throw new ServiceHasStarted(it.since);
    if (it.stage !== 'in screening') throw new NotInScreening();
    if (given.advice.trim() === '') throw new AdviceMissing();
    return [{ type: 'ReferralDeclined', data: { ...requestOf(it.sent), ...given } }];
  };

export const startService = (): Decide => (state, occasion) => {
  if (already(state, 'in service')) return [];
  const it = standing(state, occasion);
  if (it.stage !== 'accepted') throw new NotAccepted();
  return [{ type: 'ServiceStarted', data: requestOf(it.sent) }];
};

const refuseToTellTooEarly = (it: SentReferral, what: FeedbackKind): void => {
  if (it.stage === 'sent') throw new NotReceived();
  const decided = already(it, 'accepted', 'in service', 'declined');
  if (what === 'decision' && !decided) throw new NotDecided();
  if ((what === 'started' || what === 'ended') && it.stage !== 'in service')
    throw new ServiceNotStarted();
};

/** The referrer hears what became of the request, also of one that was declined. */
export const sendFeedback =
  (given: { what: FeedbackKind; text?: string }): Decide =>
  (state, occasion) => {
    const it = sentOne(state);
    if (it.stage === 'withdrawn') throw new WasWithdrawn(it.since);
    if (it.feedback.some((one) => one.what === given.what && one.text === given.text)) return [];
    refuseToTellTooEarly(it, given.what);
    refuseBefore(occasion, it.since, 'what it tells of');
    return [{ type: 'FeedbackSent', data: { ...requestOf(it.sent), ...given } }];
  };

/** By the family or the referrer, as long as no service has begun. */
export const withdraw =
  (given: { cause: 'by_referrer' | 'by_family'; reason?: string }): Decide =>
  (state, occasion) => {
    if (already(state, 'withdrawn')) return [];
    const it = standing(state, occasion);
    if (it.stage === 'in service') throw new ServiceHasStarted(it.since);
    return [{ type: 'ReferralWithdrawn', data: { ...requestOf(it.sent), ...given } }];
  };

/**
 * A referral that rests on this consent stops with it, whichever of the two is heard of first. What rests on
 * another basis goes on, and so does a service that has begun: its end is agreed with the family. A withdrawal
 * from before it was sent does not touch one whose consent had been given again by then (`heldWhenSent`).
 */
export const withdrawWithConsent =
  (given: { consent: ConsentId; heldWhenSent: boolean; refused: boolean }): Decide =>
  (state, occasion) => {
    if (already(state, 'not sent', 'in service', 'declined', 'withdrawn')) return [];
    const { sent, sentAt } = sentOne(state);
    if (!('consents' in sent.basis) || !sent.basis.consents.includes(given.consent)) return [];
    if (given.heldWhenSent && happenedBefore(occasion, sentAt)) return [];
    const data = {
      ...requestOf(sent),
      cause: given.refused ? 'consent_refused' : 'consent_withdrawn',
      consent: given.consent,
    } as const;
    return [{ type: 'ReferralWithdrawn', data }];
  };
