import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import { GENDERS, NO_NHS_NUMBER_REASONS } from '../../domain/child.js';
import type { Gender, NoNhsNumberReason } from '../../domain/child.js';
import { CarerOfChildDto } from '../carer-of-child.dto.js';
import { NameDto } from '../name.dto.js';

export class MultipleBirthDto {
  @IsInt()
  @Min(1)
  @Max(10)
  readonly order!: number;

  @IsInt()
  @Min(2)
  @Max(10)
  readonly of!: number;
}

export class RegisterChildDto extends Occurrence {
  @ValidateNested()
  @IsNotEmpty()
  @Type(() => NameDto)
  readonly name!: NameDto;

  @IsDay()
  readonly dateOfBirth!: LocalDate;

  @IsIn(GENDERS)
  readonly gender!: Gender;

  /** Ten digits; spaces are taken as on a letter. Either this or why it is not known. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;

  @IsOptional()
  @IsIn(NO_NHS_NUMBER_REASONS)
  readonly noNhsNumberReason?: NoNhsNumberReason;

  @IsOptional()
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(20)
  readonly postcode?: string;

  /** Born together with others: which of them. */
  @IsOptional()
  @ValidateNested()
  @Type(() => MultipleBirthDto)
  readonly multipleBirth?: MultipleBirthDto;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CarerOfChildDto)
  readonly carers!: CarerOfChildDto[];
}
