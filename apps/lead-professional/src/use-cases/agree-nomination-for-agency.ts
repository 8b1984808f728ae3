import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence, contentOf } from '@onestory/service';
import { agreeToNomination } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';

class AgencyAgreementRequest extends Occurrence {
  /** Whom it agrees to: another nomination may have taken the place of the one that was read. */
  @IsUUID()
  readonly nominee!: PractitionerId;
}

@Controller('episodes/:episode/nomination/agency-agreement')
export class AgreeNominationForAgency {
  constructor(private readonly door: Doorkeeper) {}

  /** The manager gives the nominee the time and the backing that leading takes. */
  @Post()
  @Act('lead-professional.agree-nomination-for-agency')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: AgencyAgreementRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = agreeToNomination({ by: 'agency', ...contentOf(said), person: asked.by });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
