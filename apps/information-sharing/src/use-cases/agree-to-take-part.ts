import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsBoolean, IsUUID } from 'class-validator';
import type { EpisodeId, PersonId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  contentOf,
  Doorkeeper,
  Occurrence,
  on,
} from '@onestory/service';
import { consentIdOf } from '../domain/consent.js';
import { agreeToTakePart } from '../domain/consenting.js';
import { refuseStrangers } from '../domain/family.js';
import { consentHistory } from '../history/consent.codec.js';
import { knownFamilyOf } from '../read-models/family/family.query.js';

class AgreeToTakePartRequest extends Occurrence {
  /** A carer, or a child who decides for itself. */
  @IsUUID()
  readonly giver!: PersonId;

  /** The family was told that no service depends on taking part. */
  @IsBoolean()
  readonly serviceNotConditional!: boolean;
}

@Controller('episodes/:episode/participations')
export class AgreeToTakePart {
  constructor(private readonly door: Doorkeeper) {}

  /** Somebody of the family accepts the offer of help, which says nothing of sharing yet. */
  @Post()
  @Act('information-sharing.record-consent')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: AgreeToTakePartRequest,
    @AskedBy() asked: Asked,
  ) {
    const id = consentIdOf(episode, said.giver);
    const decision = async () => {
      refuseStrangers(await asked.ask(knownFamilyOf(episode)), said.giver);
      return agreeToTakePart({ episode, ...contentOf(said) });
    };
    return this.door.fetchAndDecide(asked, consentHistory, id, decision, said, {
      on: on('episode', episode),
      createsAt: () => `/consents/${id}`,
    });
  }
}
