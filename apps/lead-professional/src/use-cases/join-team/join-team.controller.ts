import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { JoinTeam } from './join-team.command.js';
import { JoinTeamDto } from './join-team.dto.js';

@Controller('episodes/:episode/team-members')
export class JoinTeamController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.join-team')
  join(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: JoinTeamDto,
    @AskedBy() asked: Asked,
  ) {
    const { member, agency, role } = body;
    const command = new JoinTeam(episode, { member, agency, role }, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}`,
    });
  }
}
