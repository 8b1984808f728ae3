import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { SendFeedback } from './send-feedback.command.js';
import { SendFeedbackDto } from './send-feedback.dto.js';

@Controller('referrals/:referral/feedback')
export class SendFeedbackController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Tells whoever asked what became of it, as far as they need to know. */
  @Post()
  @Act('referral.feedback')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: SendFeedbackDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new SendFeedback(referral, saidIn(body), momentOf(body));
    return this.doors.command(asked, on('referral', referral), command);
  }
}
