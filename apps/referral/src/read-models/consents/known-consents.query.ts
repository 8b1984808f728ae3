import type { AreaId, ChildId, ConsentId, EpisodeId } from '@onestory/kernel';
import type { ConsentsKnown } from '../../domain/resting-on-consent.js';

/** What has arrived of the family's words on sharing in an episode, and of who is responsible for its children. */
export class KnownConsents {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
  ) {}
}

export interface ConsentsHeard extends ConsentsKnown {
  /** Consents of which anything was heard. */
  readonly consents: readonly ConsentId[];
  /** Children of whom the index has told nothing yet. */
  readonly unregistered: readonly ChildId[];
}
