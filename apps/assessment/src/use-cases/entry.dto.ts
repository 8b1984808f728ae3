import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { ChildId, LocalDate } from '@onestory/kernel';
import { IsDay, IsText, Occurrence } from '@onestory/service';
import { WAYS_OF_KNOWING, ELEMENT_CODES } from '../domain/elements.js';
import type { HowKnown, ElementCode } from '../domain/elements.js';

/** What is said of a child in one element of the assessment, and what that rests on. */
export class EntryRequest extends Occurrence {
  @IsUUID()
  readonly child!: ChildId;

  @IsIn(ELEMENT_CODES)
  readonly element!: ElementCode;

  /** What it rests on: whoever reads it must be able to tell fact from opinion. */
  @IsIn(WAYS_OF_KNOWING)
  readonly basis!: HowKnown;

  /** Who said so, where the basis is `reported_by`. */
  @IsOptional()
  @IsText(200)
  readonly reportedBy?: string;

  /** When it was seen. */
  @IsOptional()
  @IsDay()
  readonly evidenceDate?: LocalDate;
}
