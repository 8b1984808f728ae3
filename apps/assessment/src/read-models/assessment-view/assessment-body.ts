import type { AssessmentId } from '@onestory/kernel';
import { copiesOf } from '../../domain/assessment.js';
import type { StartedAssessment } from '../../domain/assessment.js';
import { missingFrom } from '../../domain/completing.js';

/** A personal value whose key is destroyed is shown as `{ "forgotten": true }`. */
export const assessmentBody = (assessment: AssessmentId, it: StartedAssessment) => {
  const { by, present, ledTo } = it.started;
  return {
    assessment,
    episode: it.episode,
    stage: it.stage,
    startedAt: it.startedAt,
    by,
    present,
    ledTo,
    children: it.children.map(({ child, unborn, details, comment }) => ({
      child,
      unborn,
      details: details?.details,
      interpreter: details?.interpreter,
      comment: comment && without(comment, 'child'),
    })),
    needs: it.needs,
    strengths: it.strengths,
    parents: it.parents,
    versions: it.versions,
    copies: copiesOf(it),
    /** What has to be recorded before it can be completed. */
    missing: missingFrom(it),
  };
};

export type AssessmentBody = ReturnType<typeof assessmentBody>;

const without = <T extends object, K extends keyof T>(it: T, name: K): Omit<T, K> => {
  const { [name]: _, ...rest } = it;
  return rest;
};
