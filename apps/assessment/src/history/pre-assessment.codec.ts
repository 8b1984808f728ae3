import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { preAssessment } from '../domain/pre-assessment.js';
import type { PreAssessment, PreAssessmentFact } from '../domain/pre-assessment.js';

export const preAssessmentHistory: History<PreAssessment, PreAssessmentFact> = {
  evolution: preAssessment,
  codec: codec<PreAssessmentFact>('preAssessment', {
    PreAssessmentCompleted: {
      child: plain,
      episode: plain,
      answers: plain,
      notes: personal((it) => ({ person: it.child, class: 'narrative' })),
      outcome: plain,
      reason: personal((it) => ({ person: it.child, class: 'narrative' })),
      by: plain,
      byAgency: plain,
    },
  }),
  about: (it) =>
    it.stage === 'not completed' ? {} : { episode: it.episode, children: [it.child] },
};
