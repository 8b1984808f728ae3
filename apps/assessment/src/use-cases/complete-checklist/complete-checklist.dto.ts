import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { ChildId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';
import { ANSWERS, OUTCOMES } from '../../domain/pre-assessment.js';
import type { Answer, Outcome } from '../../domain/pre-assessment.js';

/** Does the child appear ... */
export class AnswersDto {
  @IsIn(ANSWERS)
  readonly healthy!: Answer;

  @IsIn(ANSWERS)
  readonly safe!: Answer;

  /** Learning and developing well. */
  @IsIn(ANSWERS)
  readonly learning!: Answer;

  /** Having a positive impact on others. */
  @IsIn(ANSWERS)
  readonly positiveImpact!: Answer;

  /** Free from the negative impact of poverty. */
  @IsIn(ANSWERS)
  readonly freeFromPovertyImpact!: Answer;
}

export class CompleteChecklistDto extends Occurrence {
  /** One of the children of this episode. */
  @IsUUID()
  readonly child!: ChildId;

  @IsDefined()
  @ValidateNested()
  @Type(() => AnswersDto)
  readonly answers!: AnswersDto;

  @IsOptional()
  @IsText(4000)
  readonly notes?: string;

  /** What comes next. A safeguarding referral waits for nobody's consent. */
  @IsIn(OUTCOMES)
  readonly outcome!: Outcome;

  /** Why. */
  @IsText(4000)
  readonly reason!: string;
}
