import { BeforeWhatItAnswers, idFrom } from '@onestory/kernel';
import { given, on } from '@onestory/testing';
import { episode } from './episode.js';
import type { EpisodeFact } from './episode.js';
import { agreeActions, agreePlan, startService } from './planning.js';
import {
  ActionGivenTwice,
  DueBeforeAgreed,
  MeasuredTwice,
  NoActions,
  NoMeetingYet,
  NoPlanYet,
  NoSuchAction,
  PlanIsAgreed,
  ReviewDueNotAhead,
  ReviewDueTooLate,
} from './refusals.js';
import {
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
  agreePlan({ goal: 'school again', baselines: [attendance(78)], withinDays: 56, ...given });

describe('agreeing the plan', () => {
  it('sets the review for the last day that the policy allows', () =>
    given(episode, ...met)
      .when(planFor(), '2026-02-24')
      .then(plan));

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
      .when(agreeActions({ actions }), '2026-02-24')
      .then({ type: 'ActionsAgreed', data: { actions } }));

  it('twice is agreeing once', () =>
    given(episode, ...planned)
      .when(agreeActions({ actions }), '2026-02-24')
      .nothing());

  it('needs a plan, and something to agree', () => {
    given(episode, ...met)
      .when(agreeActions({ actions }))
      .refuses(NoPlanYet);
    given(episode, ...agreed)
      .when(agreeActions({ actions: [] }))
      .refuses(NoActions);
    given(episode, ...agreed)
      .when(agreeActions({ actions: [actions[0]!, actions[0]!] }))
      .refuses(ActionGivenTwice);
  });

  it('is for days to come', () =>
    given(episode, ...agreed)
      .when(agreeActions({ actions }), '2026-04-01')
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
