import type { ActionId, EpisodeId, Moment } from '@onestory/kernel';
import type { Cause } from '../../domain/facts.js';

/** An action was not done, and whose cause that was. */
export class RecordActionNotDone {
  constructor(
    readonly episode: EpisodeId,
    readonly given: {
      readonly action: ActionId;
      readonly cause: Cause;
      readonly reason: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
