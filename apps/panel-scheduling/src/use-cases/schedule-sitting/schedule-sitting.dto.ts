import { IsOptional } from 'class-validator';
import { IsDay, Occurrence } from '@onestory/service';

export class ScheduleSittingDto extends Occurrence {
  /** Left out: the next by the panel's cadence whose agenda is open. */
  @IsOptional()
  @IsDay()
  readonly date?: string;
}
