import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { CarerId, LocalDate } from '@onestory/kernel';
import { IsDay, Occurrence } from '@onestory/service';
import {
  GENDERS,
  NO_NHS_NUMBER_REASONS,
  PARENTAL_RESPONSIBILITY,
  RELATIONSHIPS,
} from '../../domain/child.js';
import type { CarerOfChild, Gender, NoNhsNumberReason } from '../../domain/child.js';

export class NameDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly given!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly family!: string;

  /** Former and other names. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(200, { each: true })
  readonly aka?: string[];
}

export class CarerOfChildDto {
  @IsUUID()
  readonly carer!: CarerId;

  @IsIn(PARENTAL_RESPONSIBILITY)
  readonly parentalResponsibility!: CarerOfChild['parentalResponsibility'];

  @IsIn(RELATIONSHIPS)
  readonly relationship!: CarerOfChild['relationship'];
}

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
  @IsString()
  @MaxLength(500)
  readonly address?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
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
