import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { EpisodeId, PersonId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence, contentOf } from '@onestory/service';
import { agreeToNomination } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';

class FamilyAgreementRequest extends Occurrence {
  /** Whom it agrees to: another nomination may have taken the place of the one that was read. */
  @IsUUID()
  readonly nominee!: PractitionerId;

  /** Whose word it is: a child or a carer of the family. */
  @IsUUID()
  readonly person!: PersonId;
}

@Controller('episodes/:episode/nomination/family-agreement')
export class AgreeNominationForFamily {
  constructor(private readonly door: Doorkeeper) {}

  /** What the family said, recorded by the recorder or the lead. */
  @Post()
  @Act('lead-professional.agree-nomination-for-family')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: FamilyAgreementRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = agreeToNomination({ by: 'family', ...contentOf(said) });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
