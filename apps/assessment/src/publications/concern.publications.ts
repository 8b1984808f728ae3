import { ConcernRecordedV1, EpisodeEndedV1, EpisodeJoinedV1 } from '@onestory/contracts';
import { publications, published } from '@onestory/service';
import { concernHistory } from '../history/concern.codec.js';

export const concernPublications = publications(concernHistory, {
  ConcernRecorded: ({ data: { child, episode } }) =>
    published(ConcernRecordedV1, { child, episode }),
  EpisodeJoined: ({ data: { child, episode } }) => published(EpisodeJoinedV1, { child, episode }),
  EpisodeEnded: ({ data: { child, episode } }) => published(EpisodeEndedV1, { child, episode }),
});
