import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import { MeasuredDto } from '../measured.dto.js';

export class AgreePlanDto extends Occurrence {
  /** What the family wants to be different. */
  @IsText(4000)
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
