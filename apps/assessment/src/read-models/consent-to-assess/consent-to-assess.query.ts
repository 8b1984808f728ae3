import type { AreaId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { ConsentDecision } from '../../domain/refusals.js';

/** What the family has said of an assessment of all these children, as it held at that moment. */
export class ConsentToAssess {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
    readonly at: Moment,
  ) {}
}

/** `not yet known`: nothing about one of them has arrived from information-sharing. */
export type KnownConsent = ConsentDecision | 'not yet known';
