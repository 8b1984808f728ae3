import { BeforeWhatItAnswers, idFrom } from '@onestory/kernel';
import type {
  ActionId,
  AgencyId,
  EventId,
  LocalDate,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { episode } from './episode.js';
import type { AgreedAction, EpisodeFact } from './episode.js';
import {
  agreeActions,
  agreePlan,
  closeEpisode,
  correctFact,
  finishAction,
  holdReview,
  recordActionNotDone,
  startService,
} from './planning.js';
import {
  ActionGivenTwice,
  ActionIsDone,
  ActionsStillOpen,
  AnotherCauseIsRecorded,
  DueBeforeAgreed,
  MeasuredTwice,
  NoActions,
  NoMeetingYet,
  NoPlanYet,
  NoSuchAction,
  NotDueYet,
  NothingToCorrect,
  PlanIsAgreed,
  ReviewDueNotAhead,
  ReviewDueTooLate,
} from './refusals.js';

const date = (text: string) => text as LocalDate;
const teacher: PractitionerId = idFrom('teacher');
const mother: PersonId = idFrom('mother');
const housing: AgencyId = idFrom('housing');
const centre: AgencyId = idFrom("children's centre");
const priorityReview: ActionId = idFrom('priority review');
const familySessions: ActionId = idFrom('family sessions');
const planEvent: EventId = idFrom('plan agreed');
const reviewEvent: EventId = idFrom('review held');

const attendance = (value: number) => ({ measure: 'school_attendance_percent', value });

const interim: EpisodeFact = {
  type: 'InterimLeadAssigned',
  data: { lead: teacher, agency: idFrom('school') },
};
const tac: EpisodeFact = {
  type: 'TacHeld',
  data: { present: [teacher], family: [mother], apologies: [], minutes: 'three needs' },
};
const plan: EpisodeFact = {
  type: 'PlanAgreed',
  data: { goal: 'school again', baselines: [attendance(78)], reviewDue: date('2026-04-21') },
};
const actions: readonly AgreedAction[] = [
  { action: familySessions, what: 'sessions', agency: centre, due: date('2026-03-31') },
  { action: priorityReview, what: 'review', agency: housing, due: date('2026-04-10') },
];
const review: EpisodeFact = {
  type: 'ReviewHeld',
  data: {
    present: [teacher],
    family: [mother],
    whatChanged: 'she comes to school',
    measures: [attendance(90)],
    nextReviewDue: date('2026-06-09'),
  },
};
const notDone: EpisodeFact = {
  type: 'ActionNotDone',
  data: { action: priorityReview, agency: housing, cause: 'agency', reason: 'no answer' },
};
const done: EpisodeFact = {
  type: 'ActionDone',
  data: { action: priorityReview, agency: housing },
};

const met = [on('2026-01-14', interim), on('2026-02-24', tac)];
const planned = [
  ...met,
  on('2026-02-24', plan, { id: planEvent }),
  on('2026-02-24', { type: 'ActionsAgreed', data: { actions } } as EpisodeFact),
];
const reviewed = [...planned, on('2026-04-14', review, { id: reviewEvent })];

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

describe('a review', () => {
  const hold = holdReview({
    present: [teacher],
    family: [mother],
    whatChanged: 'she comes to school',
    measures: [attendance(90)],
    withinDays: 56,
  });

  it('measures again and sets the next one', () =>
    given(episode, ...planned)
      .when(hold, '2026-04-14')
      .then(review));

  it('needs a plan', () =>
    given(episode, ...met)
      .when(hold)
      .refuses(NoPlanYet));

  it('moves the day that the next review is due', () =>
    expect(fold(episode, ...reviewed)).toMatchObject({ plan: { reviewDue: '2026-06-09' } }));
});

describe('an action', () => {
  const notDoneBy = (cause: 'agency' | 'circumstances') =>
    recordActionNotDone({ action: priorityReview, cause, reason: 'no answer' });

  it('is done, once', () => {
    given(episode, ...planned)
      .when(finishAction({ action: priorityReview }))
      .then(done);
    given(episode, ...planned, done)
      .when(finishAction({ action: priorityReview }))
      .nothing();
  });

  it('that the agency did not do counts against that agency, by its name', () =>
    given(episode, ...planned)
      .when(notDoneBy('agency'), '2026-04-14')
      .then(notDone));

  it('is not held against the agency before the day is over', () => {
    given(episode, ...planned)
      .when(notDoneBy('agency'), '2026-04-10')
      .refuses(NotDueYet, /2026-04-10/);
    given(episode, ...planned)
      .when(notDoneBy('circumstances'), '2026-04-01')
      .thenTypes('ActionNotDone');
  });

  it('has one cause', () => {
    given(episode, ...planned, notDone)
      .when(notDoneBy('agency'), '2026-04-14')
      .nothing();
    given(episode, ...planned, notDone)
      .when(notDoneBy('circumstances'), '2026-04-14')
      .refuses(AnotherCauseIsRecorded);
  });

  it('may be done late, and then is not "not done" any more', () => {
    given(episode, ...planned, notDone)
      .when(finishAction({ action: priorityReview }))
      .then(done);
    given(episode, ...planned, done)
      .when(notDoneBy('agency'), '2026-04-14')
      .refuses(ActionIsDone);
  });
});

describe('correcting a fact', () => {
  const correct = (field: 'baselines' | 'measures', event: EventId, now: number) =>
    correctFact({
      event,
      field: `${field}.school_attendance_percent`,
      now,
      reason: 'counted without the authorised days',
    });
  const corrected: EpisodeFact = {
    type: 'FactCorrected',
    data: {
      event: planEvent,
      field: 'baselines.school_attendance_percent',
      now: 81,
      reason: 'counted without the authorised days',
    },
  };

  it('says what is true now and why', () =>
    given(episode, ...reviewed)
      .when(correct('baselines', planEvent, 81), '2026-04-14')
      .then(corrected));

  it('shows the corrected value; the history keeps both', () => {
    expect(fold(episode, ...reviewed)).toMatchObject({ plan: { baselines: [attendance(78)] } });
    expect(fold(episode, ...reviewed, corrected)).toMatchObject({
      plan: { baselines: [attendance(81)], reviews: [{ measures: [attendance(90)] }] },
    });
  });

  it('of a review leaves the baseline alone', () => {
    const [fact] = correct(
      'measures',
      reviewEvent,
      91,
    )(fold(episode, ...reviewed), {
      ...on('2026-04-14', review),
      occurredAt: '2026-04-15T09:00:00.000Z' as never,
      now: '2026-04-15T09:00:00.000Z' as never,
    });
    expect(fold(episode, ...reviewed, fact!)).toMatchObject({
      plan: { baselines: [attendance(78)], reviews: [{ measures: [attendance(91)] }] },
    });
  });

  it('to what is shown already says nothing', () =>
    given(episode, ...reviewed, corrected)
      .when(correct('baselines', planEvent, 81))
      .nothing());

  it('needs a value that was recorded', () => {
    given(episode, ...reviewed)
      .when(correct('baselines', reviewEvent, 81))
      .refuses(NothingToCorrect, /baselines\.<measure>/);
    given(episode, ...reviewed)
      .when(correct('baselines', planEvent, 81), '2026-02-20')
      .refuses(BeforeWhatItAnswers);
  });
});

describe('closing', () => {
  const close = (reason: 'needs_met' | 'could_not_contact') =>
    closeEpisode({ reason, by: teacher });

  it('as needs met waits for every action', () => {
    given(episode, ...planned)
      .when(close('needs_met'))
      .refuses(ActionsStillOpen, /done or not/);
    given(
      episode,
      ...planned,
      { type: 'ActionDone', data: { action: familySessions, agency: centre } },
      notDone,
    )
      .when(close('needs_met'))
      .then({ type: 'EpisodeClosed', data: { reason: 'needs_met', by: teacher } });
  });

  it('for another reason does not', () =>
    given(episode, ...planned)
      .when(close('could_not_contact'))
      .thenTypes('EpisodeClosed'));

  it('keeps what the help was', () =>
    expect(
      fold(episode, ...planned, {
        type: 'EpisodeClosed',
        data: { reason: 'could_not_contact', by: teacher },
      }),
    ).toMatchObject({ stage: 'closed', was: { stage: 'planned', lead: { lead: teacher } } }));
});
