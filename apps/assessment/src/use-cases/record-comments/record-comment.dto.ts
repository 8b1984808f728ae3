import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { CarerId, ChildId } from '@onestory/kernel';
import { IsText, Occurrence } from '@onestory/service';
import { REASONS_NOT_GIVEN, WAYS_OF_COMMENTING } from '../../domain/elements.js';
import type { ReasonNotGiven, WayOfCommenting } from '../../domain/elements.js';

export class CommentDto extends Occurrence {
  /** The words, or what a drawing or play said. */
  @IsOptional()
  @IsText(4000)
  readonly comment?: string;

  @IsOptional()
  @IsIn(WAYS_OF_COMMENTING)
  readonly how?: WayOfCommenting;

  /** In place of a comment: why there is none. */
  @IsOptional()
  @IsIn(REASONS_NOT_GIVEN)
  readonly notGiven?: ReasonNotGiven;
}

export class ChildsCommentDto extends CommentDto {
  @IsUUID()
  readonly child!: ChildId;
}

export class ParentsCommentDto extends CommentDto {
  /** Whose comment it is; may be left out where nobody commented. */
  @IsOptional()
  @IsUUID()
  readonly carer?: CarerId;
}
