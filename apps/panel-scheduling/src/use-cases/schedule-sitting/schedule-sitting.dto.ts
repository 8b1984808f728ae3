import { IsIn, IsOptional } from 'class-validator';
import { IsDay, Occurrence } from '@onestory/service';
import { OFF_CADENCE } from '../../domain/sitting.js';
import type { OffCadence } from '../../domain/sitting.js';

export class ScheduleSittingDto extends Occurrence {
  /** Left out: the next by the panel's cadence whose agenda is open. */
  @IsOptional()
  @IsDay()
  readonly date?: string;

  /** Why it is on no day of the panel's cadence; needed only then. */
  @IsOptional()
  @IsIn(OFF_CADENCE)
  readonly offCadence?: OffCadence;
}
