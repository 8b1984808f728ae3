import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { AgencyId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence, contentOf } from '@onestory/service';
import { nominate } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';
import { colleagueIn } from '../read-models/colleague/colleague.query.js';

class NominateLeadRequest extends Occurrence {
  @IsUUID()
  readonly nominee!: PractitionerId;

  /** The agency that they work for: its manager has to agree. */
  @IsUUID()
  readonly agency!: AgencyId;
}

@Controller('episodes/:episode/nominations')
export class NominateLead {
  constructor(private readonly door: Doorkeeper) {}

  /** The team would like this practitioner to lead; the lead of now stays until all have agreed. */
  @Post()
  @Act('lead-professional.nominate')
  nominate(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: NominateLeadRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () =>
      nominate(
        { ...contentOf(said), by: asked.by },
        await asked.ask(colleagueIn(episode, said.nominee)),
      );
    return this.door.fetchAndDecide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}/nomination`,
    });
  }
}
