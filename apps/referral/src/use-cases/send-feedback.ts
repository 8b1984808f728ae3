import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { ReferralId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsText,
  Occurrence,
  contentOf,
} from '@onestory/service';
import { FEEDBACK } from '../domain/referral.js';
import type { FeedbackKind } from '../domain/referral.js';
import { sendFeedback } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

class SendFeedbackRequest extends Occurrence {
  @IsIn(FEEDBACK)
  readonly what!: FeedbackKind;

  /** No more than whoever asked needs to know. */
  @IsOptional()
  @IsText(4000)
  readonly text?: string;
}

@Controller('referrals/:referral/feedback')
export class SendFeedback {
  constructor(private readonly door: Doorkeeper) {}

  /** Tells whoever asked what became of it, as far as they need to know. */
  @Post()
  @Act('referral.feedback')
  send(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: SendFeedbackRequest,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, sendFeedback(contentOf(said)), said);
  }
}
