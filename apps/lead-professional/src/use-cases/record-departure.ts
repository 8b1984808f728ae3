import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { AgencyId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { leaveLead } from '../domain/leaving.js';
import { episodeHistory } from '../history/episode.codec.js';
import { colleagueIn } from '../read-models/colleague/colleague.query.js';

class SuccessorRequest {
  @IsUUID()
  readonly lead!: PractitionerId;

  /** The agency that they work for. */
  @IsUUID()
  readonly agency!: AgencyId;
}

class RecordDepartureRequest extends Occurrence {
  /** Who takes over in the interim. Without one nobody leads, and those days are counted. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SuccessorRequest)
  readonly successor?: SuccessorRequest;
}

@Controller('episodes/:episode/lead/departure')
export class RecordDeparture {
  constructor(private readonly door: Doorkeeper) {}

  /** The lead leaves the episode, with or without somebody who takes over. */
  @Post()
  @Act('lead-professional.record-departure')
  leave(
    @Param('episode', AnId) id: EpisodeId,
    @Body() said: RecordDepartureRequest,
    @AskedBy() asked: Asked,
  ) {
    const { successor } = said;
    const decision = async () => {
      if (!successor) return leaveLead({ lead: asked.by });
      const { lead, agency } = successor;
      const colleague = await asked.ask(colleagueIn(id, lead));
      return leaveLead({ lead: asked.by, successor: { lead, agency, colleague } });
    };
    return this.door.fetchAndDecide(asked, episodeHistory, id, decision, said);
  }
}
