import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, IsText } from '@onestory/service';
import { MeasuredDto } from '../measured.dto.js';
import { PresentDto } from '../present.dto.js';

export class HoldReviewDto extends PresentDto {
  /** What has changed since last time, need by need. */
  @IsText(20000)
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
