import { PreAssessmentCompletedV1 } from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { Id } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import { preAssessmentHistory } from '../history/pre-assessment.codec.js';

export const preAssessmentPublications = publications(preAssessmentHistory, {
  PreAssessmentCompleted: ({ stream, data: { child, episode, outcome, by, byAgency } }) =>
    published(PreAssessmentCompletedV1, {
      preAssessment: idOf<Id<'preAssessment'>>(stream),
      child,
      episode,
      outcome,
      by,
      byAgency,
    }),
});
