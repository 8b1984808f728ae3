import type { AsOf } from '@onestory/event-sourcing';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  PractitionerId,
} from '@onestory/kernel';
import type { SharingBasis } from '../../domain/sharing.js';

/** What the lead decided to share although somebody of the family refused it. */
export class SharingDecisions {
  constructor(
    readonly episode: EpisodeId,
    readonly until: AsOf,
  ) {}
}

export interface SharingDecisionView {
  readonly at: Moment;
  readonly children: readonly ChildId[];
  readonly agencies: readonly AgencyId[];
  readonly basis: SharingBasis;
  /** Null: forgotten. */
  readonly reason: string | null;
  /** The refusals that it goes against, by the ids of their givers' consents. */
  readonly despite: readonly ConsentId[];
  readonly by: { readonly practitioner: PractitionerId; readonly name: string | null };
}
