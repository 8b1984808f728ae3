import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AgencyId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';
import { PURPOSES } from '../../domain/consent.js';
import type { Purpose } from '../../domain/consent.js';

/** Whether it may, now or when it happened. */
export class CoverageDto extends Occurrence {
  /** Whom somebody wants to tell. */
  @IsUUID()
  readonly agency!: AgencyId;

  /** Absent: whatever it is for. */
  @IsOptional()
  @IsIn(PURPOSES)
  readonly purpose?: Purpose;

  /** For the family's own item of a panel. */
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly forPanelItem?: 'true' | 'false';
}
