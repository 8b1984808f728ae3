import { BeforeWhatItAnswers, idFrom, instant } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { assessment } from './assessment.js';
import type { AssessmentFact } from './assessment.js';
import { completeAssessment, issueFamilyCopy } from './completing.js';
import {
  NoConsentToAssess,
  NotReadyToComplete,
  NoSuchVersion,
  NoLanguageTag,
  NotOfThisFamily,
} from './refusals.js';
import {
  younger,
  elder,
  baby,
  mother,
  teacher,
  started,
  details,
  attendance,
  need,
  commented,
  parentCommented,
  everything,
  version,
} from './testing/household.js';

const complete = completeAssessment({ by: teacher, consent: 'given' });

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
      .when(issueFamilyCopy(dari, [mother]))
      .then(issued));

  it('is refused for a version that does not exist', () => {
    given(assessment, ...everything)
      .when(issueFamilyCopy(dari, [mother]))
      .refuses(NoSuchVersion, /Complete the assessment first/);
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy({ ...dari, version: 2 }, [mother]))
      .refuses(NoSuchVersion, /latest is 1/);
  });

  it('goes to the family and to nobody else', () =>
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy({ ...dari, to: [mother, idFrom('a stranger')] }, [mother]))
      .refuses(NotOfThisFamily, /child index/));

  it('names a language by its tag', () =>
    given(assessment, ...everything, version(1))
      .when(issueFamilyCopy({ ...dari, language: 'Dari' }, [mother]))
      .refuses(NoLanguageTag));

  it('is issued once to the same people, and again in another language', () => {
    given(assessment, ...everything, version(1), issued)
      .when(issueFamilyCopy(dari, [mother]))
      .nothing();
    given(assessment, ...everything, version(1), issued)
      .when(issueFamilyCopy({ ...dari, language: 'en' }, [mother]))
      .thenTypes('FamilyCopyIssued');
  });

  it('does not make the assessment a changed one', () =>
    expect(fold(assessment, ...everything, version(1), issued)).toMatchObject({
      stage: 'completed',
      copies: [dari],
    }));

  it('cannot be older than the version', () =>
    given(assessment, ...everything, on('2026-02-10', version(1)))
      .when(issueFamilyCopy(dari, [mother]), '2026-02-09')
      .refuses(BeforeWhatItAnswers));
});
