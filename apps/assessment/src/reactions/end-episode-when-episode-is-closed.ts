import { EpisodeClosedV1 } from '@onestory/contracts';
import type { EpisodeId } from '@onestory/kernel';
import { when } from '@onestory/service';
import { EndEpisode } from '../use-cases/end-episode/end-episode.command.js';

/** A closed episode takes no new concern: the next one opens another. */
export const endEpisodeWhenEpisodeIsClosed = when(
  EpisodeClosedV1,
  'end-episode',
  ({ children, data: { episode } }) =>
    children.map((child) => ({
      stream: `concern-${child}`,
      command: new EndEpisode(child, episode as EpisodeId),
    })),
);
