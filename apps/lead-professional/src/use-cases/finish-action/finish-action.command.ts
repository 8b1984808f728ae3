import type { ActionId, EpisodeId, Moment } from '@onestory/kernel';

/** An action of the plan is done. */
export class FinishAction {
  constructor(
    readonly episode: EpisodeId,
    readonly action: ActionId,
    readonly when: Moment | undefined,
  ) {}
}
