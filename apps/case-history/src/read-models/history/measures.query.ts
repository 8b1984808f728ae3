import type { AreaId, EpisodeId } from '@onestory/kernel';
import type { Until } from './read-history.js';

export class Measures {
  constructor(
    readonly episode: EpisodeId,
    readonly area: AreaId,
    readonly until: Until,
  ) {}
}
