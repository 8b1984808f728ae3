import type { EpisodeId, Moment } from '@onestory/kernel';
import type { ConsentToGive, Speaking } from '../../domain/consenting.js';

export class GiveConsent {
  constructor(
    readonly episode: EpisodeId,
    /** Whom it covers follows from who gives it. */
    readonly said: Omit<ConsentToGive, Exclude<keyof Speaking, 'giver' | 'capacity'>>,
    readonly when: Moment | undefined,
  ) {}
}
