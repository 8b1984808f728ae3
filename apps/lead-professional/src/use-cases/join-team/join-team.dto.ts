import { IsIn, IsUUID } from 'class-validator';
import type { AgencyId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';
import { TEAM_ROLES } from '../../domain/codes.js';

export class JoinTeamDto extends Occurrence {
  /** A practitioner of the register. */
  @IsUUID()
  readonly member!: PractitionerId;

  /** The agency that they work for. */
  @IsUUID()
  readonly agency!: AgencyId;

  @IsIn(TEAM_ROLES)
  readonly role!: string;
}
