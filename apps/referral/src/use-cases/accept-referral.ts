import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  NeedsRevision,
  Occurrence,
} from '@onestory/service';
import { accept } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';

@Controller('referrals/:referral/acceptance')
export class AcceptReferral {
  constructor(private readonly door: Doorkeeper) {}

  /** The service will help, after reading what was last said. */
  @Post()
  @Act('referral.accept')
  @NeedsRevision()
  accept(
    @Param('referral', AnId) id: ReferralId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, referralHistory, id, accept({ by: asked.by }), said);
  }
}
