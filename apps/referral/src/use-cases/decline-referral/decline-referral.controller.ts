import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { DeclineReferral } from './decline-referral.command.js';
import { DeclineReferralDto } from './decline-referral.dto.js';

@Controller('referrals/:referral/decline')
export class DeclineReferralController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The service will not help: why, what to do instead, and who else could. */
  @Post()
  @Act('referral.decline')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: DeclineReferralDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new DeclineReferral(referral, saidIn(body), momentOf(body));
    return this.doors.command(asked, on('referral', referral), command, {
      needsRevision: true,
    });
  }
}
