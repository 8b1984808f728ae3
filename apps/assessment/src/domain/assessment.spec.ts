import { BeforeWhatItAnswers, idFrom, localDate, TooLongAgo } from '@onestory/kernel';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { given, on } from '@onestory/testing';
import {
  assessNeed,
  findStrength,
  recordChildsComment,
  recordDetails,
  recordParentsComment,
  startAssessment,
} from './assessing.js';
import { assessment, assessmentIdOf } from './assessment.js';
import { appliesToUnborn, ELEMENT_CODES } from './elements.js';
import {
  NoConsentToAssess,
  AssessmentAlreadyOpen,
  AssessmentNotStarted,
  NoChildren,
  UnbornNotAmongItsChildren,
  ChildNotInAssessment,
  NotApplicableToUnborn,
  UnbornHasNoDateOfBirth,
  DateOfBirthImplausible,
  DateOfBirthMissing,
  UnbornHasNoComment,
  ReporterMissing,
  EvidenceInTheFuture,
  InAnotherEpisode,
  NotOfThisFamily,
} from './refusals.js';
import {
  episode,
  younger,
  elder,
  baby,
  mother,
  midwife,
  household,
  started,
  attendance,
  helpsAtHome,
  need,
  strength,
  parentCommented,
} from './testing/household.js';

const start = startAssessment({ ...household, consent: 'given' });

describe('starting an assessment', () => {
  it('names all children of the household, the unborn one too', () =>
    given(assessment).when(start).then(started));

  it.each(['none', 'refused', 'withdrawn'] as const)('is refused where consent is: %s', (consent) =>
    given(assessment)
      .when(startAssessment({ ...household, consent }))
      .refuses(NoConsentToAssess, /Ask|Offer/),
  );

  it('is one per episode: the second practitioner is invited to join', () => {
    given(assessment, started)
      .when(startAssessment({ ...household, by: midwife, consent: 'given' }))
      .refuses(AssessmentAlreadyOpen, /Join/);
    expect(assessmentIdOf(episode)).toBe(assessmentIdOf(episode));
  });

  it('joins no child silently that has an open episode of its own', () => {
    const own: EpisodeId = idFrom('episode of the elder child');
    const startWith = (established: boolean, joinEpisodes?: boolean) =>
      given(assessment).when(
        startAssessment({
          ...household,
          consent: 'given',
          elsewhere: [{ episode: own, established }],
          ...(joinEpisodes !== undefined && { joinEpisodes }),
        }),
      );
    startWith(true).refuses(InAnotherEpisode, new RegExp(`${own}.*${episode}.*joinEpisodes`));
    startWith(true, false).refuses(InAnotherEpisode);
    startWith(false, true).refuses(InAnotherEpisode, /somebody who works in both/);
    startWith(true, true).then(started);
  });

  it('says nothing new when asked twice', () => given(assessment, started).when(start).nothing());

  it('needs children, and the unborn ones among them', () => {
    given(assessment)
      .when(startAssessment({ ...household, children: [], unborn: [], consent: 'given' }))
      .refuses(NoChildren);
    given(assessment)
      .when(startAssessment({ ...household, children: [younger], consent: 'given' }))
      .refuses(UnbornNotAmongItsChildren, /^A child is/);
  });
});

describe('recording in an assessment', () => {
  it('is refused before it is started, or for a day before that', () => {
    given(assessment).when(assessNeed(attendance)).refuses(AssessmentNotStarted);
    given(assessment, on('2026-01-19', started))
      .when(findStrength(helpsAtHome), '2026-01-18')
      .refuses(BeforeWhatItAnswers, /19 January 2026/);
  });

  it('is about its children only', () =>
    given(assessment, started)
      .when(assessNeed({ ...attendance, child: idFrom('somebody else') }))
      .refuses(ChildNotInAssessment, /^This child/));

  it('keeps needs and strengths, once each', () => {
    given(assessment, started).when(assessNeed(attendance)).then(need);
    given(assessment, started).when(findStrength(helpsAtHome)).then(strength);
    given(assessment, started, need).when(assessNeed(attendance)).nothing();
  });

  it('tells what was reported from what was seen', () => {
    const hearsay = { ...attendance, basis: 'reported_by' } as const;
    given(assessment, started).when(assessNeed(hearsay)).refuses(ReporterMissing);
    given(assessment, started)
      .when(assessNeed({ ...hearsay, reportedBy: 'The class teacher' }))
      .thenTypes('NeedAssessed');
  });

  it('has no evidence from the future, nor from before 1990', () => {
    given(assessment, on('2026-01-19', started))
      .when(assessNeed(attendance), '2026-01-29')
      .refuses(EvidenceInTheFuture);
    given(assessment, on('2026-01-19', started))
      .when(assessNeed({ ...attendance, evidenceDate: localDate('1989-12-31') }), '2026-01-29')
      .refuses(TooLongAgo, /1 January 1990/);
  });

  it('knows 19 elements, of which 7 do not apply before birth', () => {
    expect(ELEMENT_CODES).toHaveLength(19);
    expect(ELEMENT_CODES.filter((code) => !appliesToUnborn(code))).toEqual([
      'D2',
      'D3',
      'D4',
      'D6',
      'D7.1',
      'D7.2',
      'D7.3',
      'D7.4',
    ]);
  });

  it('refuses for an unborn child what cannot be seen before birth', () => {
    given(assessment, started)
      .when(assessNeed({ ...attendance, child: baby, element: 'D3' }))
      .refuses(NotApplicableToUnborn, /Behavioural development/);
    given(assessment, started)
      .when(assessNeed({ ...attendance, child: baby, element: 'D1.1' }))
      .thenTypes('NeedAssessed');
  });

  it('identifies an unborn child by the expected date, others by the date of birth', () => {
    const born = { name: 'A child', dateOfBirth: localDate('2016-09-03') };
    const expected = { name: 'Unborn baby', expectedDate: localDate('2026-05-12') };
    const record = (child: ChildId, of: typeof born | typeof expected) =>
      given(assessment, started).when(recordDetails({ child, details: of }));
    record(younger, born).thenTypes('DetailsRecorded');
    record(younger, expected).refuses(DateOfBirthMissing);
    record(baby, expected).thenTypes('DetailsRecorded');
    record(baby, born).refuses(UnbornHasNoDateOfBirth);
  });

  it('refuses a birthday that no child of it can have', () => {
    const dated = (child: ChildId, of: object) =>
      given(assessment, on('2026-01-19', started)).when(
        recordDetails({ child, details: { name: 'A child', ...of } as never }),
        '2026-01-20',
      );
    dated(younger, { dateOfBirth: localDate('2026-01-21') }).refuses(DateOfBirthImplausible);
    dated(younger, { dateOfBirth: localDate('1989-12-31') }).refuses(DateOfBirthImplausible);
    dated(younger, { dateOfBirth: localDate('2026-01-20') }).thenTypes('DetailsRecorded');
    dated(baby, { expectedDate: localDate('2026-11-17') }).refuses(DateOfBirthImplausible);
    dated(baby, { expectedDate: localDate('2026-11-16') }).thenTypes('DetailsRecorded');
  });

  it('hears each child in its own way, or says why not', () => {
    given(assessment, started)
      .when(recordChildsComment({ child: younger, comment: 'A drawing of a bus', how: 'drawing' }))
      .thenTypes('ChildCommented');
    given(assessment, started)
      .when(recordChildsComment({ child: elder, notGiven: 'did_not_wish_to' }))
      .thenTypes('ChildCommented');
  });

  it('asks no comment of an unborn child', () =>
    given(assessment, started)
      .when(recordChildsComment({ child: baby, notGiven: 'too_young' }))
      .refuses(UnbornHasNoComment));

  it('hears the parents, or says why not', () => {
    const glad = { carer: mother, comment: 'I am glad somebody asked' };
    given(assessment, started)
      .when(recordParentsComment(glad, [mother]))
      .then(parentCommented);
    given(assessment, started)
      .when(recordParentsComment({ notGiven: 'not_present' }, [mother]))
      .thenTypes('ParentCommented');
    given(assessment, started)
      .when(recordParentsComment(glad, [idFrom('another carer')]))
      .refuses(NotOfThisFamily);
  });
});
