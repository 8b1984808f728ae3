import type { LocalDate } from '@onestory/kernel';
import { sharedWithoutConsent } from './consents.js';
import { elapsed } from './measure.js';
import type { Measure } from './measure.js';
import { dayOf, inOrder, notBefore, told } from './message.js';
import type { Envelope, Message, TypedMessage } from './message.js';
import { daysWithoutLead, leadsIn } from './leads.js';
import type { LeadFrom } from './leads.js';
import { measurePanel } from './panel.js';
import type { PanelMeasured } from './panel.js';
import { measureReferrals, tally } from './referrals.js';
import type { ReferralsMeasured } from './referrals.js';

/** The area's policy in force when the episode began; what it does not limit has none. */
export interface Limits {
  readonly assessmentWorkingDays?: number | undefined;
  readonly planWorkingDays?: number | undefined;
  readonly reviewDays?: number | undefined;
}

/** What one episode of help looks like in figures. A definition that changes gets a new name. */
export interface EpisodeMeasures {
  /** First concern or checklist to version 1 of the assessment. */
  readonly identificationToAssessment: Measure;
  /** Version 1 of the assessment to the plan. */
  readonly assessmentToPlan: Measure;
  /** The plan to the first service after it, under the plan or by referral. */
  readonly planToFirstService: Measure;
  /** As above, counting only services that began by referral. */
  readonly planToFirstServiceByReferral: Measure;
  readonly planToFirstReview: Measure;
  readonly leads: readonly LeadFrom[];
  readonly daysWithoutLead: Measure;
  readonly panel: PanelMeasured;
  readonly referrals: ReferralsMeasured;
  /** By agency: those that the agency itself did not do. */
  readonly actionsNotDoneByAgency: Readonly<Record<string, number>>;
  readonly actionsNotDoneByCircumstances: number;
  /** Words by which somebody of the family took consent back, in whole. */
  readonly consentsWithdrawn: number;
  /** When and why it was closed; absent while it is open. */
  readonly closed?: { readonly on: LocalDate; readonly reason: string };
  /** With the ids of the events that shared. */
  readonly sharedWithoutConsent: { readonly count: number; readonly events: readonly string[] };
}

const childrenOf = (messages: readonly Message[], episode: string): ReadonlySet<string> => {
  const one = told(messages, 'assessment.concern-recorded.v1', 'assessment.episode-joined.v1');
  const many = told(
    messages,
    'assessment.assessment-started.v1',
    'lead-professional.children-joined.v1',
  );
  return new Set([
    ...one.filter(({ data }) => data.episode === episode).map(({ data }) => data.child),
    ...many.filter(({ data }) => data.episode === episode).flatMap(({ data }) => data.children),
  ]);
};

const referralsOf = (
  messages: readonly Message[],
  episode: string,
): readonly TypedMessage<'referral.referral-sent.v1'>[] => {
  const children = childrenOf(messages, episode);
  const [first] = told(messages, 'assessment.concern-recorded.v1').filter(
    ({ data }) => data.episode === episode,
  );
  return told(messages, 'referral.referral-sent.v1').filter((it) =>
    it.data.episode === undefined
      ? it.data.children.some((child) => children.has(child)) && (!first || notBefore(it, first))
      : it.data.episode === episode,
  );
};

const ofEpisode = (episode: string) => (it: Message) =>
  it.episode === episode ||
  (it.data as { readonly episode?: unknown } | undefined)?.episode === episode;

/**
 * The measures of one episode on a day, from what was published about it: its own events, those of sittings
 * that name its items, the registrations of its children and all referrals for them. The same whatever the
 * order of arrival; what belongs to other episodes is left out.
 */
export const measuresOf = (
  episode: string,
  published: readonly Message[],
  limits: Limits,
  on: LocalDate,
): EpisodeMeasures => {
  const messages = inOrder(published);
  const own = messages.filter(ofEpisode(episode));
  const referrals = referralsOf(messages, episode);
  const referred = new Set(referrals.map(({ data }) => data.referral));
  const span = (
    unit: 'working_days' | 'days',
    from: Envelope | undefined,
    to: Envelope | undefined,
    limit?: number,
  ): Measure =>
    elapsed({
      unit,
      from: from && dayOf(from),
      to: to && dayOf(to),
      on,
      ...(limit !== undefined && { limit }),
    });

  const [identified] = told(
    own,
    'assessment.concern-recorded.v1',
    'assessment.pre-assessment-completed.v1',
  );
  const assessed = told(own, 'assessment.assessment-completed.v1').find(
    ({ data }) => data.version === 1,
  );
  const [planned] = told(own, 'lead-professional.plan-agreed.v1');
  const [reviewed] = told(own, 'lead-professional.review-held.v1');
  const underPlan = told(own, 'lead-professional.service-started.v1');
  const byReferral = told(messages, 'referral.service-started.v1').filter(({ data }) =>
    referred.has(data.referral),
  );
  const firstOf = (services: readonly Envelope[]) =>
    planned && inOrderOfTime(services).find((it) => notBefore(it, planned));
  const notDone = told(own, 'lead-professional.action-not-done.v1').map(({ data }) => data);
  const [closed] = told(own, 'lead-professional.episode-closed.v1');
  const shared = sharedWithoutConsent([
    ...own,
    ...messages.filter((it) => it.type.startsWith('child-index.')),
    ...referrals.filter((it) => !own.some(({ id }) => id === it.id)),
  ]);

  return {
    identificationToAssessment: span(
      'working_days',
      identified,
      assessed,
      limits.assessmentWorkingDays,
    ),
    assessmentToPlan: span('working_days', assessed, planned, limits.planWorkingDays),
    planToFirstService: span('working_days', planned, firstOf([...underPlan, ...byReferral])),
    planToFirstServiceByReferral: span('working_days', planned, firstOf(byReferral)),
    planToFirstReview: span('days', planned, reviewed, limits.reviewDays),
    leads: leadsIn(own),
    daysWithoutLead: daysWithoutLead(own, on),
    panel: measurePanel(messages, episode, on),
    referrals: measureReferrals(messages, referrals, on),
    actionsNotDoneByAgency: tally(
      notDone.filter(({ cause }) => cause === 'agency').map(({ agency }) => agency),
    ),
    actionsNotDoneByCircumstances: notDone.filter(({ cause }) => cause === 'circumstances').length,
    consentsWithdrawn: told(own, 'information-sharing.consent-withdrawn.v1').length,
    ...(closed && { closed: { on: dayOf(closed), reason: closed.data.reason } }),
    sharedWithoutConsent: { count: shared.length, events: shared },
  };
};

const inOrderOfTime = (all: readonly Envelope[]): readonly Envelope[] =>
  [...all].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
