import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { sharing } from '../domain/sharing.js';
import type { Sharing, SharingFact } from '../domain/sharing.js';

export const sharingHistory: History<Sharing, SharingFact> = {
  evolution: sharing,
  codec: codec<SharingFact>('sharing', {
    SharingDecided: {
      episode: plain,
      children: plain,
      agencies: plain,
      basis: plain,
      // A reason speaks of several people.
      reason: personal(({ episode }) => ({ episode })),
      despite: plain,
      by: plain,
    },
  }),
  about: ({ decisions }) => {
    const last = decisions.at(-1);
    return last ? { episode: last.episode, children: last.children } : {};
  },
};
