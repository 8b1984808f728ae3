import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { NominateLead } from './nominate-lead.command.js';
import { NominateLeadDto } from './nominate-lead.dto.js';

@Controller('episodes/:episode/nominations')
export class NominateLeadController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.nominate')
  nominate(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: NominateLeadDto,
    @AskedBy() asked: Asked,
  ) {
    const { nominee, agency } = body;
    const by = asked.actor.id as PractitionerId;
    const command = new NominateLead(episode, { nominee, agency, by }, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}/nomination`,
    });
  }
}
