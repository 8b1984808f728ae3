import type { Until } from '@onestory/event-sourcing';
import type { EpisodeId } from '@onestory/kernel';

/** The help of one household, as it was or as it was known at a time. */
export class EpisodeView {
  constructor(
    readonly episode: EpisodeId,
    readonly until: Until,
  ) {}
}
