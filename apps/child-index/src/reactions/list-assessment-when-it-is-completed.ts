import { AssessmentCompletedV1 } from '@onestory/contracts';
import type { AssessmentId } from '@onestory/kernel';
import { when } from '@onestory/service';
import { ListAssessment } from '../use-cases/list-assessment/list-assessment.command.js';

/** That an assessment exists is listed with each of its children. What it says stays where it was written. */
export const listAssessmentWhenItIsCompleted = when(
  AssessmentCompletedV1,
  'list-assessment',
  ({ data: { assessment, children } }) =>
    children.map((child) => ({
      stream: `child-${child}`,
      command: new ListAssessment(child, assessment as AssessmentId),
    })),
);
