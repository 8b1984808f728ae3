import { IsOptional, IsUUID } from 'class-validator';
import type { PersonId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';

export class WithdrawConsentDto extends Occurrence {
  /** The giver; of a consent for children also somebody else with parental responsibility. */
  @IsUUID()
  readonly by!: PersonId;

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  readonly reason?: string;
}
