import type { EpisodeId, Moment } from '@onestory/kernel';
import type { TeamMember } from '../../domain/episode.js';

/** A practitioner works with the family from now on. */
export class JoinTeam {
  constructor(
    readonly episode: EpisodeId,
    readonly given: TeamMember,
    readonly when: Moment | undefined,
  ) {}
}
