import { IsIn, IsOptional } from 'class-validator';
import { IsText, malformed, Occurrence } from '@onestory/service';
import type { CommentNotGiven } from '../domain/assessment.js';
import { REASONS_NOT_GIVEN, WAYS_OF_COMMENTING } from '../domain/elements.js';
import type { ReasonNotGiven, WayOfCommenting } from '../domain/elements.js';

export class CommentRequest extends Occurrence {
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

/** Said in their own way, or why not. */
type Commented = { readonly comment: string; readonly how?: WayOfCommenting } | CommentNotGiven;

export const commentedIn = ({ comment, how, notGiven }: CommentRequest): Commented => {
  if (comment !== undefined && notGiven === undefined)
    return { comment, ...(how !== undefined && { how }) };
  if (notGiven !== undefined && comment === undefined && how === undefined) return { notGiven };
  const detail = 'is needed, or notGiven with the reason why there is none: give one of them';
  throw malformed([{ pointer: '#/comment', detail }]);
};
