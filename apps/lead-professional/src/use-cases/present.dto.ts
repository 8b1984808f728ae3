import { ArrayMaxSize, ArrayUnique, IsUUID } from 'class-validator';
import type { PersonId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

/** When team and family met, and who was there. */
export class PresentRequest extends Occurrence {
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
}
