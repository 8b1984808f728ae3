import { IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { PersonId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

export class WithdrawConsentDto extends Occurrence {
  /** The giver; of a consent for children also somebody else with parental responsibility. */
  @IsUUID()
  readonly by!: PersonId;

  /** Nobody has to say why. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  readonly reason?: string;
}
