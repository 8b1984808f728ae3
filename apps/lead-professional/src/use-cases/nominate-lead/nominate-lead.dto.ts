import { IsUUID } from 'class-validator';
import type { AgencyId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';

export class NominateLeadDto extends Occurrence {
  @IsUUID()
  readonly nominee!: PractitionerId;

  /** The agency that they work for: its manager has to agree. */
  @IsUUID()
  readonly agency!: AgencyId;
}
