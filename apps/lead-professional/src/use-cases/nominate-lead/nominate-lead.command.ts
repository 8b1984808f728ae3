import type { AgencyId, EpisodeId, Moment, PractitionerId } from '@onestory/kernel';

/** The team would like this practitioner to lead; the lead of now stays until all have agreed. */
export class NominateLead {
  constructor(
    readonly episode: EpisodeId,
    readonly given: {
      readonly nominee: PractitionerId;
      readonly agency: AgencyId;
      readonly by: PractitionerId;
    },
    readonly when: Moment | undefined,
  ) {}
}
