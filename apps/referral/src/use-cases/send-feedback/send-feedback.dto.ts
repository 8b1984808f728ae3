import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Occurrence } from '@onestory/service';
import { FEEDBACK } from '../../domain/referral.js';
import type { FeedbackKind } from '../../domain/referral.js';

export class SendFeedbackDto extends Occurrence {
  @IsIn(FEEDBACK)
  readonly what!: FeedbackKind;

  /** No more than whoever asked needs to know. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  readonly text?: string;
}
