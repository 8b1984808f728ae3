import { Controller, Get, Param, Query } from '@nestjs/common';
import type { AsOf as Until } from '@onestory/event-sourcing';
import { orElse } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  PractitionerId,
} from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, AsOf, asOf, Doorkeeper, on } from '@onestory/service';
import type { Question } from '@onestory/service';
import type { SharingBasis } from '../../domain/sharing.js';
import { sharingHistory } from '../../history/sharing.codec.js';

interface SharingDecisionView {
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

const decisionsIn =
  (episode: EpisodeId, until: Until): Question<readonly SharingDecisionView[]> =>
  async (from) => {
    const { state } = await from.load(sharingHistory, episode, until);
    return state.decisions.map(({ episode: _of, by, reason, ...decided }) => ({
      ...decided,
      reason: orElse(reason, null),
      by: { practitioner: by, name: from.register.practitioner(by)?.name ?? null },
    }));
  };

@Controller('episodes/:episode/sharing-decisions')
export class SharingDecisions {
  constructor(private readonly door: Doorkeeper) {}

  /** What the lead decided to share although somebody of the family refused it. */
  @Get()
  @Act('information-sharing.view')
  show(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<readonly SharingDecisionView[]> {
    return this.door.answer(asked, on('episode', episode), decisionsIn(episode, asOf(until)));
  }
}
