import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { AgencyId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { takeOver } from '../domain/leaving.js';
import { episodeHistory } from '../history/episode.codec.js';
import { colleagueIn } from '../read-models/colleague/colleague.query.js';

/** Who holds the baton until a lead is nominated and agreed. */
class TakeOverRequest extends Occurrence {
  @IsUUID()
  readonly lead!: PractitionerId;

  /** The agency that they work for. */
  @IsUUID()
  readonly agency!: AgencyId;
}

@Controller('episodes/:episode/interim-lead')
export class TakeOver {
  constructor(private readonly door: Doorkeeper) {}

  /** After a lead has left: somebody takes over until a lead is nominated and agreed. */
  @Post()
  @Act('lead-professional.assign-interim-lead')
  takeOver(
    @Param('episode', AnId) id: EpisodeId,
    @Body() said: TakeOverRequest,
    @AskedBy() asked: Asked,
  ) {
    const { lead, agency } = said;
    const decision = async () =>
      takeOver({ lead, agency, colleague: await asked.ask(colleagueIn(id, lead)) });
    return this.door.fetchAndDecide(asked, episodeHistory, id, decision, said);
  }
}
