import { AssessmentStartedV1 } from '@onestory/contracts';
import type { EpisodeId } from '@onestory/kernel';
import { when } from '@onestory/service';
import { JoinEpisode } from '../use-cases/join-episode/join-episode.command.js';

/** The help of every child that an assessment names belongs to its episode from now on. */
export const joinEpisodeWhenAssessmentIsStarted = when(
  AssessmentStartedV1,
  'join-episode',
  ({ data: { children, episode } }) =>
    children.map((child) => ({
      stream: `concern-${child}`,
      command: new JoinEpisode(child, episode as EpisodeId),
    })),
);
