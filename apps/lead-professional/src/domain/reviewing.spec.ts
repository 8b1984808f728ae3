import { BeforeWhatItAnswers } from '@onestory/kernel';
import type { EventId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { episode } from './episode.js';
import type { EpisodeFact } from './facts.js';
import { correctFact, finishAction, holdReview, recordActionNotDone } from './planning.js';
import {
  ActionIsDone,
  AnotherCauseIsRecorded,
  NoPlanYet,
  NotDueYet,
  NothingToCorrect,
  OutOfBounds,
} from './refusals.js';
import {
  teacher,
  mother,
  priorityReview,
  planEvent,
  reviewEvent,
  attendance,
  review,
  notDone,
  done,
  met,
  planned,
  reviewed,
} from './testing/ashcombe-plan.js';

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

  it('is corrected to a figure that there can be', () =>
    given(episode, ...reviewed)
      .when(correct('baselines', planEvent, 101), '2026-04-14')
      .refuses(OutOfBounds));

  it('needs a value that was recorded', () => {
    given(episode, ...reviewed)
      .when(correct('baselines', reviewEvent, 81))
      .refuses(NothingToCorrect, /baselines\.<measure>/);
    given(episode, ...reviewed)
      .when(correct('baselines', planEvent, 81), '2026-02-20')
      .refuses(BeforeWhatItAnswers);
  });
});
