import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { StartScreening } from './start-screening.command.js';

@Controller('referrals/:referral/screening')
export class StartScreeningController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Somebody of the service looks at it. */
  @Post()
  @Act('referral.screen')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new StartScreening(referral, momentOf(body));
    return this.doors.command(asked, on('referral', referral), command);
  }
}
