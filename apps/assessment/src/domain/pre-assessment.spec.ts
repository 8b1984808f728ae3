import { BeforeWhatItAnswers, idFrom, localDate, onDay } from '@onestory/kernel';
import { given } from '@onestory/testing';
import type { Outcome, PreAssessmentFact } from './pre-assessment.js';
import { completePreAssessment, OUTCOMES, preAssessment } from './pre-assessment.js';
import { ChecklistAlreadyCompleted, ReasonMissing } from './refusals.js';

const checklist = {
  child: idFrom('younger child'),
  episode: idFrom('episode'),
  answers: {
    healthy: 'yes',
    safe: 'yes',
    learning: 'no',
    positiveImpact: 'yes',
    freeFromPovertyImpact: 'not_sure',
  },
  outcome: 'common_assessment',
  reason: 'More than school alone can offer',
  by: idFrom('teacher'),
  byAgency: idFrom('primary school'),
} as const satisfies PreAssessmentFact['data'];

const completed = (data: PreAssessmentFact['data'] = checklist): PreAssessmentFact => ({
  type: 'PreAssessmentCompleted',
  data,
});

describe('the checklist before an assessment', () => {
  it('ends in a decision with its five answers and a reason', () =>
    given(preAssessment).when(completePreAssessment(checklist)).then(completed()));

  it.each<Outcome>([...OUTCOMES])('may end in %s, and asks for no consent', (outcome) =>
    given(preAssessment)
      .when(completePreAssessment({ ...checklist, outcome }))
      .then(completed({ ...checklist, outcome })),
  );

  it('needs a reason whatever the outcome', () =>
    given(preAssessment)
      .when(completePreAssessment({ ...checklist, reason: '  ' }))
      .refuses(ReasonMissing));

  it('is completed once', () =>
    given(preAssessment, completed())
      .when(completePreAssessment({ ...checklist, outcome: 'no_further_action' }))
      .refuses(ChecklistAlreadyCompleted, /Begin a new one/));

  it('may be recorded days later, but not before the concern that it looks into', () => {
    const concernRaised = onDay(localDate('2026-01-13'));
    const complete = completePreAssessment({ ...checklist, concernRaised });
    given(preAssessment).when(complete, '2026-01-13').then(completed());
    given(preAssessment)
      .when(complete, '2026-01-12')
      .refuses(BeforeWhatItAnswers, /13 January 2026/);
  });
});
