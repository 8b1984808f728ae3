import { daysBetween } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import { sharedWithoutConsent } from './consents.js';
import { elapsed } from './measure.js';
import type { Measure } from './measure.js';
import { asRecorded, dayOf, inOrder, notBefore, told } from './message.js';
import type { Message, Told } from './message.js';
import { measurePanel } from './panel.js';
import type { PanelMeasured } from './panel.js';
import { measureReferrals, tally } from './referrals.js';
import type { ReferralsMeasured } from './referrals.js';

/** The area's policy in force when the episode began. */
export interface Limits {
  readonly assessmentWorkingDays: number;
  readonly planWorkingDays: number;
  readonly reviewDays: number;
}

export interface LeadFrom {
  readonly lead: string;
  readonly agency: string;
  readonly from: LocalDate;
  readonly interim: boolean;
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
  /** With the ids of the events that shared. */
  readonly sharedWithoutConsent: { readonly count: number; readonly events: readonly string[] };
}

type AnyTold = Omit<Message, 'type' | 'data'>;

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
): readonly Told<'referral.referral-sent.v1'>[] => {
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

const leadsIn = (own: readonly Message[]): readonly LeadFrom[] =>
  asRecorded(
    told(
      own,
      'lead-professional.interim-lead-assigned.v1',
      'lead-professional.lead-handed-over.v1',
    ),
  ).map((it) =>
    it.type === 'lead-professional.interim-lead-assigned.v1'
      ? { lead: it.data.lead, agency: it.data.leadAgency, from: dayOf(it), interim: true }
      : { lead: it.data.to, agency: it.data.toAgency, from: dayOf(it), interim: false },
  );

/** Counted from the checklist that offered an assessment: from then on somebody has to lead. */
const daysWithoutLead = (
  own: readonly Message[],
  [first]: readonly LeadFrom[],
  on: LocalDate,
): Measure => {
  const offered = told(own, 'assessment.pre-assessment-completed.v1').find(
    ({ data }) => data.outcome === 'common_assessment',
  );
  const [closed] = told(own, 'lead-professional.episode-closed.v1');
  const until = first?.from ?? (closed ? dayOf(closed) : on);
  const value = offered ? Math.max(0, daysBetween(dayOf(offered), until)) : 0;
  return { unit: 'days', value, limit: 0, met: value === 0 };
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
    from: AnyTold | undefined,
    to: AnyTold | undefined,
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
  const firstOf = (services: readonly AnyTold[]) =>
    planned && inOrderOfTime(services).find((it) => notBefore(it, planned));
  const notDone = told(own, 'lead-professional.action-not-done.v1').map(({ data }) => data);
  const leads = leadsIn(own);
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
    leads,
    daysWithoutLead: daysWithoutLead(own, leads, on),
    panel: measurePanel(messages, episode, on),
    referrals: measureReferrals(messages, referrals, on),
    actionsNotDoneByAgency: tally(
      notDone.filter(({ cause }) => cause === 'agency').map(({ agency }) => agency),
    ),
    actionsNotDoneByCircumstances: notDone.filter(({ cause }) => cause === 'circumstances').length,
    sharedWithoutConsent: { count: shared.length, events: shared },
  };
};

const inOrderOfTime = (all: readonly AnyTold[]): readonly AnyTold[] =>
  [...all].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
