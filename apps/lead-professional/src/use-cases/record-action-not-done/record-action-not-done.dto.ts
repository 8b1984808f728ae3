import { IsIn } from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';
import { CAUSES } from '../../domain/facts.js';
import type { Cause } from '../../domain/facts.js';

export class RecordActionNotDoneDto extends Occurrence {
  /** `agency`: it did not act, and that counts against it. `circumstances`: things changed. Never the family. */
  @IsIn(CAUSES)
  readonly cause!: Cause;

  @IsText(4000)
  readonly reason!: string;
}
