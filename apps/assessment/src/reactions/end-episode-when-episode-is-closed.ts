import { EpisodeClosedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { endEpisode } from '../domain/concern.js';
import { concernHistory } from '../history/concern.codec.js';

/** A closed episode takes no new concern: the next one opens another. */
export const endEpisodeWhenEpisodeIsClosed = when(
  EpisodeClosedV1,
  'end-episode',
  ({ children, data: { episode } }) =>
    children.map((child) => decideOn(concernHistory, child, endEpisode({ child, episode }))),
);
