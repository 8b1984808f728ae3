import type { Until } from '@onestory/event-sourcing';
import type { EpisodeId } from '@onestory/kernel';

/** What the lead decided to share although somebody of the family refused it. */
export class SharingDecisions {
  constructor(
    readonly episode: EpisodeId,
    readonly until: Until,
  ) {}
}
