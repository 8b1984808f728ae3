import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { startScreening } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

@Controller('referrals/:referral/screening')
export class StartScreening {
  constructor(private readonly door: Doorkeeper) {}

  /** Somebody of the service looks at it. */
  @Post()
  @Act('referral.screen')
  start(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, startScreening(), said);
  }
}
