import type { AgencyId, EpisodeId, PractitionerId } from '@onestory/kernel';

/** Until a lead is agreed, whoever completed the checklist is whom the family turns to. */
export class AssignInterimLead {
  constructor(
    readonly episode: EpisodeId,
    readonly given: { readonly lead: PractitionerId; readonly agency: AgencyId },
  ) {}
}
