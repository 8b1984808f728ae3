import type { ActionId, EpisodeId, Moment } from '@onestory/kernel';

/** The family received a service under the plan for the first time. */
export class StartService {
  constructor(
    readonly episode: EpisodeId,
    readonly action: ActionId,
    readonly when: Moment | undefined,
  ) {}
}
