import {
  ArrayMaxSize,
  ArrayUnique,
  IsNotEmpty,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import type { PersonId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

export class HoldMeetingDto extends Occurrence {
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
