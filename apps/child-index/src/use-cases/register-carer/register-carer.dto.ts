import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import { NameDto } from '../name.dto.js';

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
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(20)
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
