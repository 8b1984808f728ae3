import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ReceiveReferral } from './receive-referral.command.js';

@Controller('referrals/:referral/receipt')
export class ReceiveReferralController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The service has it: by itself when it is sent, or by hand. */
  @Post()
  @Act('referral.receive')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new ReceiveReferral(referral, momentOf(body));
    return this.doors.command(asked, on('referral', referral), command);
  }
}
