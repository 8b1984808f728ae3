import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, ValidateNested } from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay, Occurrence } from '@onestory/service';
import { CarerOfChildDto } from '../carer-of-child.dto.js';

export class RegisterUnbornDto extends Occurrence {
  @IsDay()
  readonly expectedDate!: LocalDate;

  /** The mother among them. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CarerOfChildDto)
  readonly carers!: CarerOfChildDto[];
}
