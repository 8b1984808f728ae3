import type { AgencyId, EpisodeId, Moment, PersonId } from '@onestory/kernel';
import type { Capacity } from '../../domain/consent.js';

export class RefuseConsent {
  constructor(
    readonly episode: EpisodeId,
    readonly said: {
      readonly giver: PersonId;
      readonly capacity: Capacity;
      readonly agencies: readonly AgencyId[];
      readonly reason?: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
