import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { concern } from '../domain/concern.js';
import type { Concern, ConcernFact } from '../domain/concern.js';

export const concernHistory: History<Concern, ConcernFact> = {
  evolution: concern,
  codec: codec<ConcernFact>('concern', {
    ConcernRecorded: {
      child: plain,
      episode: plain,
      concern: personal((said) => ({ person: said.child, class: 'narrative' })),
      source: plain,
    },
    EpisodeJoined: { child: plain, episode: plain },
    EpisodeEnded: { child: plain, episode: plain },
  }),
  about: (it) =>
    it.stage === 'no concern yet' ? {} : { episode: it.latest, children: [it.child] },
};
