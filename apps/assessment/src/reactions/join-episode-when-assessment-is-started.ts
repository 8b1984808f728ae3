import { AssessmentStartedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { joinEpisode } from '../domain/concern.js';
import { concernHistory } from '../history/concern.codec.js';

/** The help of every child that an assessment names belongs to its episode from now on. */
export const joinEpisodeWhenAssessmentIsStarted = when(
  AssessmentStartedV1,
  'join-episode',
  ({ data: { children, episode } }) =>
    children.map((child) => decideOn(concernHistory, child, joinEpisode({ child, episode }))),
);
