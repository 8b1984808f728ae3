import type { AgencyId, AreaId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { consentToAssess } from '../../domain/consent-to-assess.js';

/** What the family has said of an assessment of all these children by this agency, as it held at that moment. */
export class ConsentToAssess {
  constructor(
    readonly area: AreaId,
    readonly agency: AgencyId,
    readonly episode: EpisodeId,
    readonly children: readonly ChildId[],
    readonly at: Moment,
  ) {}
}

export type KnownConsent = ReturnType<typeof consentToAssess>;
