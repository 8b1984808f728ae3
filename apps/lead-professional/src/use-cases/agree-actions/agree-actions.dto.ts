import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import type { AgencyId, LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import type { NeedId } from '../../domain/facts.js';

class ActionDto {
  /** What is to be done, in plain words. */
  @IsText(2000)
  readonly what!: string;

  /** The one agency that is accountable. */
  @IsUUID()
  readonly agency!: AgencyId;

  @IsDay()
  readonly due!: LocalDate;

  /** The need of the assessment that it serves. */
  @IsOptional()
  @IsUUID()
  readonly need?: NeedId;

  /** Other agencies that learn of the family by this action: consent must cover each of them. */
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(20)
  @ArrayUnique()
  readonly recipients?: readonly AgencyId[];
}

export class AgreeActionsDto extends Occurrence {
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ActionDto)
  readonly actions!: readonly ActionDto[];
}
