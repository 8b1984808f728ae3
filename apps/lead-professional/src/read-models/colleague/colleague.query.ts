import type { AreaId, EpisodeId, PractitionerId } from '@onestory/kernel';

/** Somebody who is asked to help in an episode: where they work, and whether the family keeps them out. */
export class ColleagueIn {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly practitioner: PractitionerId,
  ) {}
}
