import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import type { EventId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';
import { CORRECTABLE } from '../../domain/codes.js';
import type { CorrectedField } from '../../domain/facts.js';

export class CorrectFactDto extends Occurrence {
  /** The plan's or the review's event, as the episode shows it. */
  @IsUUID()
  readonly event!: EventId;

  /** `baselines.<measure>` of the plan, `measures.<measure>` of a review. */
  @IsIn(CORRECTABLE)
  readonly field!: CorrectedField;

  /** What is true now. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly now!: number;

  @IsText(4000)
  readonly reason!: string;
}
