import type { EpisodeId, Moment, PractitionerId } from '@onestory/kernel';
import type { Present } from '../../domain/facts.js';

export interface Meeting extends Present {
  readonly apologies: readonly PractitionerId[];
  readonly minutes: string;
}

/** The team around the child met, with the family. */
export class HoldMeeting {
  constructor(
    readonly episode: EpisodeId,
    readonly said: Meeting,
    readonly when: Moment | undefined,
  ) {}
}
