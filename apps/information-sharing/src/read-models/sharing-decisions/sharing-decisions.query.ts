import type { Until } from '@onestory/event-sourcing';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import type { SharingDecision } from '../../domain/sharing.js';

/** What the lead decided to share although somebody of the family refused it. */
export class SharingDecisions {
  constructor(
    readonly episode: EpisodeId,
    readonly until: Until,
  ) {}
}

export interface SharingDecisionView extends Omit<SharingDecision, 'episode' | 'reason' | 'by'> {
  /** Null: forgotten. */
  readonly reason: string | null;
  readonly by: { readonly practitioner: PractitionerId; readonly name: string | null };
}
