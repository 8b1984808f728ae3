import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import type { CarerId, LocalDate } from '@onestory/kernel';
import { IsDay, Occurrence } from '@onestory/service';
import { PARENTAL_RESPONSIBILITY, RELATIONSHIPS } from '../../domain/child.js';
import type { CarerOfChild } from '../../domain/child.js';

export class CarerOfChildDto {
  @IsUUID()
  readonly carer!: CarerId;

  @IsIn(PARENTAL_RESPONSIBILITY)
  readonly parentalResponsibility!: CarerOfChild['parentalResponsibility'];

  @IsIn(RELATIONSHIPS)
  readonly relationship!: CarerOfChild['relationship'];
}

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
