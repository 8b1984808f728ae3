import type { EpisodeId, Moment } from '@onestory/kernel';
import type { ConsentToGive } from '../../domain/consenting.js';

export class GiveConsent {
  constructor(
    readonly episode: EpisodeId,
    /** Whom it covers follows from who gives it. */
    readonly said: Omit<ConsentToGive, 'episode' | 'children' | 'responsibilities'>,
    readonly when: Moment | undefined,
  ) {}
}
