import { momentOf } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  Personal,
  PractitionerId,
  ReferralId,
  ReferableServiceId,
} from '@onestory/kernel';

/** Why a disclosure without consent is right. Each needs its reason in words as well. */
export const REASONS_WITHOUT_CONSENT = [
  'significant_harm',
  'serious_crime',
  'vital_interests',
  'statutory_duty',
  'court_order',
] as const;
export type ReasonWithoutConsent = (typeof REASONS_WITHOUT_CONSENT)[number];

export type Basis =
  | { readonly consents: readonly ConsentId[] }
  | { readonly without: ReasonWithoutConsent; readonly reason: Personal<string> };

export const DECLINE_REASONS = [
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
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

const WITHDRAWAL_CAUSES = [
  'consent_withdrawn',
  'consent_refused',
  'by_referrer',
  'by_family',
] as const;
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number];

export const FEEDBACK = ['acknowledged', 'decision', 'started', 'ended'] as const;
export type FeedbackKind = (typeof FEEDBACK)[number];

/** Repeated in every fact, so that each can be told, or kept from others, without reading the stream. */
export interface Request {
  readonly episode?: EpisodeId;
  readonly children: readonly ChildId[];
  readonly service: ReferableServiceId;
  /** Mental health, sexual health or substance misuse: others are not to learn of it. */
  readonly sensitive: boolean;
}

export type Sent = Request & {
  readonly to: AgencyId;
  readonly by: PractitionerId;
  readonly reason: Personal<string>;
  /** What the directory said of the service's capacity, with its age: `waitlist, 18 weeks, as of 2 March`. */
  readonly capacitySeen?: Personal<string>;
  readonly basis: Basis;
  /** The declined referral that this one redirects. */
  readonly follows?: ReferralId;
  /** Why it is sent although another is open. */
  readonly sentAnyway?: Personal<string>;
};

/** Stream `referral-<ReferralId>`: one request for one service. */
export type ReferralFact =
  | Fact<'ReferralSent', Sent>
  | Fact<'ReferralReceived', Request>
  | Fact<'ScreeningStarted', Request>
  | Fact<'ReferralAccepted', Request & { by: PractitionerId }>
  | Fact<
      'ReferralDeclined',
      Request & {
        by: PractitionerId;
        reason: DeclineReason;
        advice: Personal<string>;
        alternatives?: Personal<string>;
      }
    >
  | Fact<'ServiceStarted', Request>
  | Fact<'FeedbackSent', Request & { what: FeedbackKind; text?: Personal<string> }>
  | Fact<
      'ReferralWithdrawn',
      Request & {
        cause: WithdrawalCause;
        /** The consent that no longer holds. */
        consent?: ConsentId;
        reason?: Personal<string>;
      }
    >;

export type FactOf<Type extends ReferralFact['type']> = Extract<ReferralFact, { type: Type }>;

interface Referred {
  readonly sent: Sent;
  readonly sentAt: Moment;
  /** When this stage began. */
  readonly since: Moment;
  readonly feedback: readonly FactOf<'FeedbackSent'>['data'][];
}

export type Referral =
  | { readonly stage: 'not sent' }
  | (Referred & { readonly stage: 'sent' })
  | (Referred & { readonly stage: 'received' })
  | (Referred & { readonly stage: 'in screening' })
  | (Referred & { readonly stage: 'accepted'; readonly by: PractitionerId })
  | (Referred & { readonly stage: 'in service' })
  | (Referred & {
      readonly stage: 'declined';
      readonly declined: FactOf<'ReferralDeclined'>['data'];
    })
  | (Referred & { readonly stage: 'withdrawn'; readonly cause: WithdrawalCause });

export type SentReferral = Exclude<Referral, { stage: 'not sent' }>;

export const referral: Evolution<Referral, ReferralFact> = {
  category: 'referral',
  initial: { stage: 'not sent' },
  evolve: (state, it) => {
    const since = momentOf(it);
    if (it.type === 'ReferralSent')
      return { stage: 'sent', sent: it.data, sentAt: since, since, feedback: [] };
    if (state.stage === 'not sent') return state;
    const { sent, sentAt, feedback } = state;
    const asked = { sent, sentAt, since, feedback };
    switch (it.type) {
      case 'ReferralReceived':
        return { stage: 'received', ...asked };
      case 'ScreeningStarted':
        return { stage: 'in screening', ...asked };
      case 'ReferralAccepted':
        return { stage: 'accepted', ...asked, by: it.data.by };
      case 'ReferralDeclined':
        return { stage: 'declined', ...asked, declined: it.data };
      case 'ServiceStarted':
        return { stage: 'in service', ...asked };
      case 'FeedbackSent':
        return { ...state, feedback: [...feedback, it.data] };
      case 'ReferralWithdrawn':
        return { stage: 'withdrawn', ...asked, cause: it.data.cause };
    }
  },
};

/** Still awaiting a service: neither begun nor closed. */
export const isOpen = (it: Referral): boolean =>
  it.stage === 'sent' ||
  it.stage === 'received' ||
  it.stage === 'in screening' ||
  it.stage === 'accepted';
