import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsUUID,
} from 'class-validator';
import type { ChildId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';

export class StartAssessmentDto extends Occurrence {
  /** All children of the household, unborn included; you are bound to each of them. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(30)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly children!: ChildId[];

  /** Who was there. */
  @IsOptional()
  @IsText(2000)
  readonly present?: string;

  /** What led to this assessment. */
  @IsOptional()
  @IsText(4000)
  readonly ledTo?: string;

  /** A child named here has an open episode of its own, in which you work too: from now on it belongs to this one. */
  @IsOptional()
  @IsBoolean()
  readonly joinEpisodes?: boolean;
}
