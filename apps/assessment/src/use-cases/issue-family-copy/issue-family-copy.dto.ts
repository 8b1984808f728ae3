import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import type { PersonId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';
import { COPY_FORMATS } from '../../domain/assessment.js';
import type { FamilyCopy } from '../../domain/assessment.js';

export class IssueFamilyCopyDto extends Occurrence {
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly version!: number;

  /** BCP 47: `fa-AF` is Dari. */
  @IsText(35)
  readonly language!: string;

  @IsIn(COPY_FORMATS)
  readonly format!: FamilyCopy['format'];

  /** Children of the assessment, or carers of theirs. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(30)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly to!: PersonId[];
}
