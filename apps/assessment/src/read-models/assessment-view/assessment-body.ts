import type { AssessmentId } from '@onestory/kernel';
import { copiesOf } from '../../domain/assessment.js';
import type {
  CommentGiven,
  CommentNotGiven,
  FactOf,
  StartedAssessment,
  Version,
} from '../../domain/assessment.js';
import { missingFrom } from '../../domain/completing.js';

/** A personal value whose key is destroyed is shown as `{ "forgotten": true }`. */
export const assessmentBody = (assessment: AssessmentId, it: StartedAssessment) => {
  const { by, present, ledTo } = it.started;
  const versions: readonly Version[] = it.versions;
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
      comment: comment && wordsOf(comment),
    })),
    needs: it.needs,
    strengths: it.strengths,
    parents: it.parents,
    versions,
    copies: copiesOf(it),
    /** What has to be recorded before it can be completed. */
    missing: missingFrom(it),
  };
};

export type AssessmentBody = ReturnType<typeof assessmentBody>;

const wordsOf = ({
  child: _,
  ...words
}: FactOf<'ChildCommented'>['data']): CommentGiven | CommentNotGiven => words;
