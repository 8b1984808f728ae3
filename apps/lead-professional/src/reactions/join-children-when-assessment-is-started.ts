import { AssessmentStartedV1 } from '@onestory/contracts';
import { when } from '@onestory/service';
import { JoinChildren } from '../use-cases/join-children/join-children.command.js';

/** One household, one assessment: whom it names is whom we help, unborn included. */
export const joinChildrenWhenAssessmentIsStarted = when(
  AssessmentStartedV1,
  'join-children',
  ({ data }) => [
    {
      stream: `episode-${data.episode}`,
      command: new JoinChildren(data.episode, [...data.children]),
    },
  ],
);
