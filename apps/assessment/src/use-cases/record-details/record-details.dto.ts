import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { ChildId, LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import { INTERPRETERS } from '../../domain/assessment.js';
import type { Interpreter } from '../../domain/assessment.js';

/** As the assessor heard it; the child index is never asked for it. */
export class IdentifyingDetailsDto {
  /** Before birth: `Unborn baby of` and the mother's name. */
  @IsText(200)
  readonly name!: string;

  /** Of a born child. */
  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  /** Of an unborn child, in place of the date of birth. */
  @IsOptional()
  @IsDay()
  readonly expectedDate?: LocalDate;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(200, { each: true })
  readonly alsoKnownAs?: string[];

  @IsOptional()
  @IsText(100)
  readonly gender?: string;

  @IsOptional()
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(10)
  readonly postcode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(50)
  readonly phone?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(100, { each: true })
  readonly languages?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(100, { each: true })
  readonly parentsLanguages?: string[];

  @IsOptional()
  @IsText(100)
  readonly ethnicity?: string;

  @IsOptional()
  @IsText(100)
  readonly religion?: string;

  @IsOptional()
  @IsText(1000)
  readonly disability?: string;

  @IsOptional()
  @IsText(200)
  readonly immigrationStatus?: string;

  @IsOptional()
  @IsText(1000)
  readonly specialRequirements?: string;
}

export class RecordDetailsDto extends Occurrence {
  @IsUUID()
  readonly child!: ChildId;

  @IsDefined()
  @ValidateNested()
  @Type(() => IdentifyingDetailsDto)
  readonly details!: IdentifyingDetailsDto;

  @IsOptional()
  @IsIn(INTERPRETERS)
  readonly interpreter?: Interpreter;
}
