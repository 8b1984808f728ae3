import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { StartService } from './start-service.command.js';

@Controller('referrals/:referral/start')
export class StartServiceController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The service that was asked for has begun. */
  @Post()
  @Act('referral.start')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new StartService(referral, momentOf(body));
    return this.doors.command(asked, on('referral', referral), command);
  }
}
