import type { EpisodeId, Moment } from '@onestory/kernel';
import type { AgreedAction } from '../../domain/facts.js';

/** What is to be done, each by the one agency that is accountable. */
export class AgreeActions {
  constructor(
    readonly episode: EpisodeId,
    readonly actions: readonly Omit<AgreedAction, 'action'>[],
    readonly when: Moment | undefined,
  ) {}
}
