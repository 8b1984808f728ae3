import { IsIn, IsInt, Max, Min } from 'class-validator';
import { READINGS } from '../domain/codes.js';

/** How something is on a day, so that a review can tell what has changed. */
export class MeasuredRequest {
  @IsIn(READINGS)
  readonly measure!: string;

  /** A whole number in the unit that the measure's code names. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly value!: number;
}
