import { AssessmentStartedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { joinChildren } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';

/** One household, one assessment: whom it names is whom we help, unborn included. */
export const joinChildrenWhenAssessmentIsStarted = when(
  AssessmentStartedV1,
  'join-children',
  ({ data: { episode, children } }) => [
    decideOn(episodeHistory, episode, joinChildren({ children: [...children] })),
  ],
);
