import type { AreaId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { ConsentInForce } from '../../domain/agenda-item.js';

/** The consents in force at a moment that let agencies see an item of these children. */
export class ConsentsForPanel {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
    readonly at: Moment,
  ) {}
}

/** Undefined: nothing on consent in this episode has arrived yet. */
export type KnownConsents = readonly ConsentInForce[] | undefined;
