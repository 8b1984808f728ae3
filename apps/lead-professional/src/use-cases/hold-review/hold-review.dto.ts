import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
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
import type { LocalDate, PersonId, PractitionerId } from '@onestory/kernel';
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

export class HoldReviewDto extends Occurrence {
  /** Practitioners who were there. */
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly present!: readonly PractitionerId[];

  /** Children and carers who were there. */
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly family!: readonly PersonId[];

  /** What has changed since last time, need by need. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20000)
  readonly whatChanged!: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => MeasuredDto)
  readonly measures!: readonly MeasuredDto[];

  /** The last day that the area's policy allows, where it is left out. */
  @IsOptional()
  @IsDay()
  readonly nextReviewDue?: LocalDate;
}
