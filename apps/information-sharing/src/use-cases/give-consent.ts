import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { AgencyId, EpisodeId, PersonId, PractitionerId } from '@onestory/kernel';
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
import {
  CAPACITIES,
  consentIdOf,
  INTERPRETERS,
  namedAgencies,
  namedPersons,
  PURPOSES,
} from '../domain/consent.js';
import type { Capacity, HowUnderstood, Purpose } from '../domain/consent.js';
import { giveConsent } from '../domain/consenting.js';
import { exclusionOf, speakingOf } from '../domain/family.js';
import { consentHistory } from '../history/consent.codec.js';
import { knownFamilyOf } from '../read-models/family/family.query.js';
import { refuseUnregistered } from '../read-models/registered/registered.query.js';

class ScopeRequest {
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(PURPOSES, { each: true })
  readonly purposes!: Purpose[];

  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly agencies!: AgencyId[];

  /** Agencies of a panel's seats, for this family's own item only. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly panelSeatsOnlyForItem?: AgencyId[];
}

/** Either a person of the register, who is kept out, or somebody described in words. */
class ExclusionRequest {
  @IsOptional()
  @IsUUID()
  readonly practitioner?: PractitionerId;

  @IsOptional()
  @IsText(500)
  readonly text?: string;
}

class HowUnderstoodRequest {
  /** BCP 47: `fa-AF` is Dari. */
  @IsString()
  @MaxLength(35)
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
    message: 'is not a language tag like en or fa-AF',
  })
  readonly language!: string;

  @IsIn(INTERPRETERS)
  readonly interpreter!: HowUnderstood['interpreter'];

  @IsOptional()
  @IsBoolean()
  readonly easyRead?: boolean;
}

class GiveConsentRequest extends Occurrence {
  @IsUUID()
  readonly giver!: PersonId;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ScopeRequest)
  readonly scope!: ScopeRequest;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ExclusionRequest)
  readonly exclusions?: ExclusionRequest[];

  @IsIn(CAPACITIES)
  readonly capacity!: Capacity;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => HowUnderstoodRequest)
  readonly understoodBy!: HowUnderstoodRequest;
}

@Controller('episodes/:episode/consents')
export class GiveConsent {
  constructor(private readonly door: Doorkeeper) {}

  /** Somebody of the family says what may be shared, with whom and what for. Whom it covers follows from who gives it. */
  @Post()
  @Act('information-sharing.record-consent')
  give(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: GiveConsentRequest,
    @AskedBy() asked: Asked,
  ) {
    const { exclusions = [], ...content } = contentOf(body);
    const said = { ...content, exclusions: exclusions.map(exclusionOf) };
    const id = consentIdOf(episode, said.giver);
    const decision = async () => {
      const practitioners = namedPersons(said.exclusions);
      await asked.ask(refuseUnregistered({ agencies: namedAgencies(said.scope), practitioners }));
      const family = await asked.ask(knownFamilyOf(episode));
      return giveConsent({ ...said, ...speakingOf(episode, family, said) });
    };
    return this.door.fetchAndDecide(asked, consentHistory, id, decision, body, {
      on: on('episode', episode),
      createsAt: () => `/consents/${id}`,
    });
  }
}
