import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AcceptReferral } from './accept-referral.command.js';

@Controller('referrals/:referral/acceptance')
export class AcceptReferralController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The service will help, after reading what was last said. */
  @Post()
  @Act('referral.accept')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new AcceptReferral(referral, momentOf(body));
    return this.doors.command(asked, on('referral', referral), command, {
      needsRevision: true,
    });
  }
}
