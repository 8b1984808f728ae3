import type { ActorId, AreaId } from '@onestory/kernel';
import type { SearchTerms } from '../../domain/index-search.js';

export const LARGEST_ANSWER = 5;

/** At most five children whom all that was typed is true of. */
export class MatchingChildren {
  constructor(
    readonly area: AreaId,
    readonly searcher: ActorId,
    readonly typed: SearchTerms,
  ) {}
}
