import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import type { AgencyId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence, contentOf } from '@onestory/service';
import { TEAM_ROLES } from '../domain/codes.js';
import { joinTeam } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';
import { colleagueIn } from '../read-models/colleague/colleague.query.js';

class JoinTeamRequest extends Occurrence {
  /** A practitioner of the register. */
  @IsUUID()
  readonly member!: PractitionerId;

  /** The agency that they work for. */
  @IsUUID()
  readonly agency!: AgencyId;

  @IsIn(TEAM_ROLES)
  readonly role!: string;
}

@Controller('episodes/:episode/team-members')
export class JoinTeam {
  constructor(private readonly door: Doorkeeper) {}

  /** A practitioner works with the family from now on. */
  @Post()
  @Act('lead-professional.join-team')
  join(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: JoinTeamRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () =>
      joinTeam(contentOf(said), await asked.ask(colleagueIn(episode, said.member)));
    return this.door.fetchAndDecide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}`,
    });
  }
}
