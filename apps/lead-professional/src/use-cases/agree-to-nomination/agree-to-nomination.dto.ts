import { IsUUID } from 'class-validator';
import type { PersonId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

/** Names whom it agrees to: another nomination may have taken the place of the one that was read. */
export class AgreeForAgencyDto extends Occurrence {
  @IsUUID()
  readonly nominee!: PractitionerId;
}

export class AgreeForFamilyDto extends AgreeForAgencyDto {
  /** Whose word it is: a child or a carer of the family. */
  @IsUUID()
  readonly person!: PersonId;
}

/** The nominee accepts: who that is, the token says. */
export class AcceptNominationDto extends Occurrence {}
