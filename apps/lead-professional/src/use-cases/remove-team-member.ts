import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { removeTeamMember } from '../domain/leaving.js';
import { episodeHistory } from '../history/episode.codec.js';

@Controller('episodes/:episode/team-members/:member/departure')
export class RemoveTeamMember {
  constructor(private readonly door: Doorkeeper) {}

  /** A practitioner no longer works with the family, and no longer sees its record. */
  @Post()
  @Act('lead-professional.remove-team-member')
  remove(
    @Param('episode', AnId) id: EpisodeId,
    @Param('member', AnId) member: PractitionerId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, episodeHistory, id, removeTeamMember({ member }), said);
  }
}
