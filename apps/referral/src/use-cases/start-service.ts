import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { startService } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

@Controller('referrals/:referral/start')
export class StartService {
  constructor(private readonly door: Doorkeeper) {}

  /** The service that was asked for has begun. */
  @Post()
  @Act('referral.start')
  start(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, startService(), said);
  }
}
