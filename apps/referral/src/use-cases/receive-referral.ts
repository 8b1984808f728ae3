import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { receive } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

@Controller('referrals/:referral/receipt')
export class ReceiveReferral {
  constructor(private readonly door: Doorkeeper) {}

  /** The service has it: by itself when it is sent, or by hand. */
  @Post()
  @Act('referral.receive')
  receive(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, receive(), said);
  }
}
