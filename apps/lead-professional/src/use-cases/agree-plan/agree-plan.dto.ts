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
import { IsDay, Occurrence } from '@onestory/service';
import { MEASURES } from '../../domain/codes.js';

class MeasuredDto {
  @IsIn(MEASURES)
  readonly measure!: string;

  /** A whole number in the unit that the measure's code names. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly value!: number;
}

export class AgreePlanDto extends Occurrence {
  /** What the family wants to be different. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  readonly goal!: string;

  /** How things are now, so that a review can tell what has changed. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => MeasuredDto)
  readonly baselines!: readonly MeasuredDto[];

  /** The last day that the area's policy allows, where it is left out. */
  @IsOptional()
  @IsDay()
  readonly reviewDue?: LocalDate;
}
