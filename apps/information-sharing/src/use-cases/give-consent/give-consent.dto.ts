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
import type { AgencyId, PersonId, PractitionerId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';
import { CAPACITIES, INTERPRETERS, PURPOSES } from '../../domain/consent.js';
import type { Capacity, HowUnderstood, Purpose } from '../../domain/consent.js';

export class ScopeDto {
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
export class ExclusionDto {
  @IsOptional()
  @IsUUID()
  readonly practitioner?: PractitionerId;

  @IsOptional()
  @IsText(500)
  readonly text?: string;
}

export class HowUnderstoodDto {
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

export class GiveConsentDto extends Occurrence {
  @IsUUID()
  readonly giver!: PersonId;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ScopeDto)
  readonly scope!: ScopeDto;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ExclusionDto)
  readonly exclusions?: ExclusionDto[];

  @IsIn(CAPACITIES)
  readonly capacity!: Capacity;

  @IsNotEmpty()
  @ValidateNested()
  @Type(() => HowUnderstoodDto)
  readonly understoodBy!: HowUnderstoodDto;
}
