import { AssessmentCompletedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { listAssessment } from '../domain/involving.js';
import { childHistory } from '../history/child.codec.js';

/** That an assessment exists is listed with each of its children. What it says stays where it was written. */
export const listAssessmentWhenItIsCompleted = when(
  AssessmentCompletedV1,
  'list-assessment',
  ({ data: { assessment, children } }) =>
    children.map((child) => decideOn(childHistory, child, listAssessment({ assessment }))),
);
