import {
  ArrayMaxSize,
  ArrayUnique,
  IsNotEmpty,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import type { PractitionerId } from '@onestory/kernel';
import { PresentDto } from '../present.dto.js';

export class HoldMeetingDto extends PresentDto {
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly apologies!: readonly PractitionerId[];

  /** What was said and decided, in words that the family can read. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20000)
  readonly minutes!: string;
}
