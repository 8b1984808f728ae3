import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AgencyId, EpisodeId, PersonId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  contentOf,
  Doorkeeper,
  IsText,
  Occurrence,
  on,
} from '@onestory/service';
import { CAPACITIES, consentIdOf } from '../domain/consent.js';
import type { Capacity } from '../domain/consent.js';
import { refuseConsent } from '../domain/consenting.js';
import { speakingOf } from '../domain/family.js';
import { consentHistory } from '../history/consent.codec.js';
import { knownFamilyOf } from '../read-models/family/family.query.js';
import { refuseUnregistered } from '../read-models/registered/registered.query.js';

class RefuseConsentRequest extends Occurrence {
  /** Somebody with parental responsibility, or a child who decides for itself. */
  @IsUUID()
  readonly giver!: PersonId;

  @IsIn(CAPACITIES)
  readonly capacity!: Capacity;

  /** With whom nothing is to be shared; left out, the refusal is plain and names nobody. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly agencies?: AgencyId[];

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  readonly reason?: string;
}

@Controller('episodes/:episode/refusals')
export class RefuseConsent {
  constructor(private readonly door: Doorkeeper) {}

  /** Somebody says no: to the agencies that they name, or plainly. */
  @Post()
  @Act('information-sharing.record-refusal')
  refuse(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: RefuseConsentRequest,
    @AskedBy() asked: Asked,
  ) {
    const { agencies = [], ...said } = contentOf(body);
    const id = consentIdOf(episode, said.giver);
    const decision = async () => {
      await asked.ask(refuseUnregistered({ agencies }));
      const family = await asked.ask(knownFamilyOf(episode));
      return refuseConsent({ ...said, agencies, ...speakingOf(episode, family, said) });
    };
    return this.door.fetchAndDecide(asked, consentHistory, id, decision, body, {
      on: on('episode', episode),
      createsAt: () => `/consents/${id}`,
    });
  }
}
