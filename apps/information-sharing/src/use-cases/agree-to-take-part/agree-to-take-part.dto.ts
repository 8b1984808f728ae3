import { IsBoolean, IsUUID } from 'class-validator';
import type { PersonId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

export class AgreeToTakePartDto extends Occurrence {
  /** A carer, or a child who decides for itself. */
  @IsUUID()
  readonly giver!: PersonId;

  /** The family was told that no service depends on taking part. */
  @IsBoolean()
  readonly serviceNotConditional!: boolean;
}
