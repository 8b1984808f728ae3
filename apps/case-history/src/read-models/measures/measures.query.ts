import type { AreaId, EpisodeId } from '@onestory/kernel';
import type { Until } from '../../domain/until.js';

export class Measures {
  constructor(
    readonly episode: EpisodeId,
    readonly area: AreaId,
    readonly until: Until,
  ) {}
}
