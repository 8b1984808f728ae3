import { BeforeWhatItAnswers, idFrom, onDay } from '@onestory/kernel';
import { given, on } from '@onestory/testing';
import { episode } from './episode.js';
import type { AgreedAction, EpisodeFact } from './facts.js';
import { agreeActions, agreePlan, startService } from './planning.js';
import {
  ActionGivenTwice,
  DueBeforeAgreed,
  MeasuredTwice,
  NoActions,
  NoMeetingYet,
  NoPlanYet,
  NoSuchAction,
  OutOfBounds,
  PlanIsAgreed,
  ReviewDueMissing,
  ReviewDueNotAhead,
  ReviewDueTooLate,
  SensitiveService,
  UnknownAgency,
} from './refusals.js';
import {
  agencies,
  camhs,
  date,
  centre,
  familySessions,
  attendance,
  interim,
  plan,
  actions,
  met,
  planned,
} from './testing/ashcombe-plan.js';

const planFor = (given: Partial<Parameters<typeof agreePlan>[0]> = {}) =>
  agreePlan({
    goal: 'school again',
    baselines: [attendance(78)],
    assessed: onDay(date('2026-02-10')),
    withinDays: 56,
    ...given,
  });
const agree = (all: readonly AgreedAction[]) => agreeActions({ actions: all, agencies });

describe('agreeing the plan', () => {
  it('sets the review for the last day that the policy allows', () =>
    given(episode, ...met)
      .when(planFor(), '2026-02-24')
      .then(plan));

  it('takes figures within the bounds that their measure has', () => {
    const measured = (measure: string, value: number) =>
      given(episode, ...met).when(planFor({ baselines: [{ measure, value }] }), '2026-02-24');
    measured('school_attendance_percent', 760).refuses(OutOfBounds, /at most 100/);
    measured('school_attendance_percent', 100).thenTypes('PlanAgreed');
    measured('distance_travelled_1_to_10', 0).refuses(OutOfBounds, /at least 1/);
    measured('late_arrivals_per_month', 32).refuses(OutOfBounds);
  });

  it('may set it sooner', () =>
    given(episode, ...met)
      .when(planFor({ reviewDue: date('2026-04-14') }), '2026-02-24')
      .thenTypes('PlanAgreed'));

  it('may not set it later', () =>
    given(episode, ...met)
      .when(planFor({ reviewDue: date('2026-04-22') }), '2026-02-24')
      .refuses(ReviewDueTooLate, /2026-04-21/));

  it('looks ahead', () =>
    given(episode, ...met)
      .when(planFor({ reviewDue: date('2026-02-24') }), '2026-02-24')
      .refuses(ReviewDueNotAhead));

  it('is done by the team when it has met', () => {
    given(episode, interim)
      .when(planFor())
      .refuses(NoMeetingYet, /meeting/);
    given(episode, ...met)
      .when(planFor(), '2026-02-23')
      .refuses(BeforeWhatItAnswers);
  });

  it('follows the assessment', () =>
    given(episode, ...met)
      .when(planFor({ assessed: onDay(date('2026-02-25')) }), '2026-02-24')
      .refuses(BeforeWhatItAnswers, /assessment/));

  it('names the day of the review itself where the area has no policy', () => {
    given(episode, ...met)
      .when(planFor({ withinDays: undefined }), '2026-02-24')
      .refuses(ReviewDueMissing, /which day/);
    given(episode, ...met)
      .when(planFor({ withinDays: undefined, reviewDue: date('2026-07-07') }), '2026-02-24')
      .thenTypes('PlanAgreed');
  });

  it('is done once: afterwards it is reviewed', () =>
    given(episode, ...planned)
      .when(planFor())
      .refuses(PlanIsAgreed, /review/));

  it('gives each measure one baseline', () =>
    given(episode, ...met)
      .when(planFor({ baselines: [attendance(78), attendance(81)] }), '2026-02-24')
      .refuses(MeasuredTwice, /school_attendance_percent/));
});

describe('agreeing actions', () => {
  const agreed = [...met, on('2026-02-24', plan)];

  it('names one accountable agency and a due date for each', () =>
    given(episode, ...agreed)
      .when(agree(actions), '2026-02-24')
      .then({ type: 'ActionsAgreed', data: { actions } }));

  it('twice is agreeing once', () =>
    given(episode, ...planned)
      .when(agree(actions), '2026-02-24')
      .nothing());

  it('needs a plan, and something to agree', () => {
    given(episode, ...met)
      .when(agree(actions))
      .refuses(NoPlanYet);
    given(episode, ...agreed)
      .when(agree([]))
      .refuses(NoActions);
    given(episode, ...agreed)
      .when(agree([actions[0]!, actions[0]!]))
      .refuses(ActionGivenTwice);
  });

  it('names agencies of the area, and no sensitive one: the team would see it', () => {
    const [first] = actions;
    given(episode, ...agreed)
      .when(agree([{ ...first!, agency: idFrom('elsewhere') }]), '2026-02-24')
      .refuses(UnknownAgency);
    given(episode, ...agreed)
      .when(agree([{ ...first!, recipients: [camhs] }]), '2026-02-24')
      .refuses(SensitiveService, /referral/);
  });

  it('is for days to come', () =>
    given(episode, ...agreed)
      .when(agree(actions), '2026-04-01')
      .refuses(DueBeforeAgreed, /2026-04-01/));
});

describe('a service under the plan', () => {
  const started: EpisodeFact = {
    type: 'ServiceStarted',
    data: { action: familySessions, agency: centre },
  };

  it('starts under one of its actions, delivered by the agency of that action', () =>
    given(episode, ...planned)
      .when(startService({ action: familySessions }), '2026-03-05')
      .then(started));

  it('starts once', () =>
    given(episode, ...planned, started)
      .when(startService({ action: familySessions }))
      .nothing());

  it('is refused without its action, or before it was agreed', () => {
    given(episode, ...planned)
      .when(startService({ action: idFrom('another') }))
      .refuses(NoSuchAction, /Agree it first/);
    given(episode, ...planned)
      .when(startService({ action: familySessions }), '2026-02-23')
      .refuses(BeforeWhatItAnswers);
  });
});
