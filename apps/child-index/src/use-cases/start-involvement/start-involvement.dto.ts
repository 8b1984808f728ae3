import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AgencyId, PractitionerId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';
import { INVOLVEMENT_BASES, SERVICE_KINDS } from '../../domain/child.js';
import type { InvolvementBasis, ServiceKind } from '../../domain/child.js';

export class StartInvolvementDto extends Occurrence {
  @IsUUID()
  readonly agency!: AgencyId;

  @IsIn(SERVICE_KINDS)
  readonly kind!: ServiceKind;

  /** Whom to ask there. */
  @IsOptional()
  @IsUUID()
  readonly practitioner?: PractitionerId;

  /** Nobody else is to know of it. Services of a sensitive kind or agency are so without saying. */
  @IsOptional()
  @IsBoolean()
  readonly sensitive?: boolean;

  @IsIn(INVOLVEMENT_BASES)
  readonly basis!: InvolvementBasis;
}
