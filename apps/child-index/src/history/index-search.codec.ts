import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { ofTheSearch, personal, plain } from '@onestory/personal-data';
import { indexSearch } from '../domain/index-search.js';
import type { IndexSearch, IndexSearchFact } from '../domain/index-search.js';

export const indexSearchHistory: History<IndexSearch, IndexSearchFact> = {
  evolution: indexSearch,
  codec: codec<IndexSearchFact>('indexSearch', {
    IndexSearched: {
      typed: personal(ofTheSearch),
      reason: plain,
      why: personal(ofTheSearch),
      found: plain,
    },
  }),
  // It belongs to no episode and to no one child: whoever was found is in the fact itself.
  about: () => ({}),
};
