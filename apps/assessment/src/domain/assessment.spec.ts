import { BeforeWhatItAnswers, idFrom, instant, localDate } from '@onestory/kernel';
import type { CarerId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import {
  assessNeed,
  findStrength,
  recordChildsComment,
  recordDetails,
  recordParentsComment,
  startAssessment,
} from './assessing.js';
import { assessment, assessmentIdOf } from './assessment.js';
import type { AssessmentFact, EntryId } from './assessment.js';
import { completeAssessment, issueFamilyCopy } from './completing.js';
import { appliesToUnborn, ELEMENT_CODES } from './elements.js';
import {
  AssessmentAlreadyOpen,
  AssessmentNotStarted,
  ChildNotInAssessment,
  DateOfBirthMissing,
  EvidenceInTheFuture,
  NoChildren,
  NoConsentToAssess,
  NoSuchVersion,
  NotALanguage,
  NotApplicableToUnborn,
  NotReadyToComplete,
  ReporterMissing,
  UnbornHasNoComment,
  UnbornHasNoDateOfBirth,
  UnbornNotAmongItsChildren,
} from './refusals.js';

const episode: EpisodeId = idFrom('episode');
const younger: ChildId = idFrom('younger child');
const elder: ChildId = idFrom('elder child');
const baby: ChildId = idFrom('unborn baby');
const mother: CarerId = idFrom('mother');
const teacher: PractitionerId = idFrom('teacher');
const midwife: PractitionerId = idFrom('midwife');

const household = { episode, children: [younger, elder, baby], unborn: [baby], by: teacher };
const start = startAssessment({ ...household, consent: 'given' });
const started: AssessmentFact = { type: 'AssessmentStarted', data: household };

const details = (child: ChildId, born = true): AssessmentFact => ({
  type: 'DetailsRecorded',
  data: {
    child,
    details: born
      ? { name: 'A child', dateOfBirth: localDate('2016-09-03') }
      : { name: 'Unborn baby of the mother', expectedDate: localDate('2026-05-12') },
  },
});
const attendance = {
  entry: idFrom<EntryId>('attendance'),
  child: younger,
  element: 'D7.2',
  basis: 'observed',
  evidenceDate: localDate('2026-01-30'),
  by: teacher,
  need: 'Attendance is 78 %',
} as const;
const helpsAtHome = {
  entry: idFrom<EntryId>('helps at home'),
  child: elder,
  element: 'D5',
  basis: 'family_view',
  by: teacher,
  strength: 'Helps her mother and brother',
} as const;
const need: AssessmentFact = { type: 'NeedAssessed', data: attendance };
const strength: AssessmentFact = { type: 'StrengthFound', data: helpsAtHome };
const commented = (child: ChildId): AssessmentFact => ({
  type: 'ChildCommented',
  data: { child, comment: 'I like the mornings when we walk', how: 'own_words' },
});
const parentCommented: AssessmentFact = {
  type: 'ParentCommented',
  data: { carer: mother, comment: 'I am glad somebody asked' },
};
const everything = [
  on('2026-01-19', started),
  on('2026-02-10', details(younger)),
  on('2026-02-10', details(elder)),
  on('2026-02-10', details(baby, false)),
  on('2026-02-10', need),
  on('2026-02-10', strength),
  on('2026-02-10', commented(younger)),
  on('2026-02-10', commented(elder)),
  on('2026-02-10', parentCommented),
];
const version = (n: number, needs = 1): AssessmentFact => ({
  type: 'AssessmentCompleted',
  data: { version: n, children: household.children, needs, strengths: 1, by: teacher },
});
const complete = completeAssessment({ by: teacher, consent: 'given' });

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

  it('says nothing new when asked twice', () => given(assessment, started).when(start).nothing());

  it('needs children, and the unborn ones among them', () => {
    given(assessment)
      .when(startAssessment({ ...household, children: [], unborn: [], consent: 'given' }))
      .refuses(NoChildren);
    given(assessment)
      .when(startAssessment({ ...household, children: [younger], consent: 'given' }))
      .refuses(UnbornNotAmongItsChildren);
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
      .refuses(ChildNotInAssessment));

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

  it('has no evidence from the future', () =>
    given(assessment, on('2026-01-19', started))
      .when(assessNeed(attendance), '2026-01-29')
      .refuses(EvidenceInTheFuture));

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
    given(assessment, started)
      .when(recordParentsComment({ carer: mother, comment: 'I am glad somebody asked' }))
      .then(parentCommented);
    given(assessment, started)
      .when(recordParentsComment({ notGiven: 'not_present' }))
      .thenTypes('ParentCommented');
  });
});

describe('completing an assessment', () => {
  it('makes version 1', () =>
    given(assessment, ...everything)
      .when(complete)
      .then(version(1)));

  it('names all that is missing, at once', () => {
    given(assessment, started).when(complete).refuses(NotReadyToComplete, /need/);
    const occurredAt = instant('2026-02-10T09:00:00Z');
    const partly = fold(assessment, started, details(elder), commented(elder), need);
    const run = () => complete(partly, { occurredAt, now: occurredAt });
    expect(run).toThrow(
      expect.objectContaining({
        missing: [
          { what: 'identifying details', child: younger },
          { what: "the child's comment, or why there is none", child: younger },
          { what: 'identifying details', child: baby },
          { what: 'at least one strength' },
          { what: "a parent's or carer's comment, or why there is none" },
        ],
      }),
    );
  });

  it('is refused where consent was withdrawn meanwhile', () =>
    given(assessment, ...everything)
      .when(completeAssessment({ by: teacher, consent: 'withdrawn' }))
      .refuses(NoConsentToAssess));

  it('says nothing new when nothing was recorded since', () =>
    given(assessment, ...everything, version(1))
      .when(complete)
      .nothing());

  it('makes version 2 after a change, and version 1 stays', () => {
    const later: AssessmentFact = {
      type: 'NeedAssessed',
      data: { ...attendance, entry: idFrom('housing'), element: 'F3', need: 'Overcrowded' },
    };
    given(assessment, ...everything, version(1), later)
      .when(complete)
      .then(version(2, 2));
    expect(fold(assessment, ...everything, version(1), later)).toMatchObject({
      stage: 'changed since completion',
      versions: [{ version: 1 }],
    });
  });

  it('cannot have happened before the version that it follows', () =>
    given(
      assessment,
      ...everything,
      on('2026-02-10', version(1)),
      on('2026-02-20', parentCommented),
    )
      .when(complete, '2026-02-09')
      .refuses(BeforeWhatItAnswers));
});

describe("the family's copy", () => {
  const dari = { version: 1, language: 'fa-AF', format: 'paper', to: [mother] } as const;
  const issued: AssessmentFact = { type: 'FamilyCopyIssued', data: dari };

  it('is of a version, in a language that the family reads', () =>
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy(dari))
      .then(issued));

  it('is refused for a version that does not exist', () => {
    given(assessment, ...everything)
      .when(issueFamilyCopy(dari))
      .refuses(NoSuchVersion, /Complete the assessment first/);
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy({ ...dari, version: 2 }))
      .refuses(NoSuchVersion, /latest is 1/);
  });

  it('names a language by its tag', () =>
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy({ ...dari, language: 'Dari' }))
      .refuses(NotALanguage));

  it('is issued once to the same people, and again in another language', () => {
    given(assessment, ...everything, version(1), issued)
      .when(issueFamilyCopy(dari))
      .nothing();
    given(assessment, ...everything, version(1), issued)
      .when(issueFamilyCopy({ ...dari, language: 'en' }))
      .thenTypes('FamilyCopyIssued');
  });

  it('does not make the assessment a changed one', () =>
    expect(fold(assessment, ...everything, version(1), issued)).toMatchObject({
      stage: 'completed',
      copies: [dari],
    }));

  it('cannot be older than the version', () =>
    given(assessment, ...everything, on('2026-02-10', version(1)))
      .when(issueFamilyCopy(dari), '2026-02-09')
      .refuses(BeforeWhatItAnswers));
});
