import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, Occurrence } from '@onestory/service';

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

export class RegisterCarerDto extends Occurrence {
  @ValidateNested()
  @IsNotEmpty()
  @Type(() => NameDto)
  readonly name!: NameDto;

  @IsOptional()
  @IsString()
  @MaxLength(50)
  readonly phone?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly address?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly postcode?: string;

  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  /** Ten digits; spaces are taken as on a letter. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;
}
