import { ArrayMaxSize, ArrayUnique, IsUUID } from 'class-validator';
import { IsText } from '@onestory/service';
import type { PractitionerId } from '@onestory/kernel';
import { PresentDto } from '../present.dto.js';

export class HoldMeetingDto extends PresentDto {
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly apologies!: readonly PractitionerId[];

  /** What was said and decided, in words that the family can read. */
  @IsText(20000)
  readonly minutes!: string;
}
