import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { ReferralBody } from './referral-body.js';
import { ReferralView } from './referral-view.query.js';

@Controller('referrals/:referral')
export class ReferralViewController {
  constructor(private readonly doors: Doorkeeper) {}

  /** One referral: for who sent it, who received it and the lead; for the team where it is not sensitive. */
  @Get()
  @Act('referral.view')
  read(
    @Param('referral', AnId) id: ReferralId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<ReferralBody> {
    const query = new ReferralView(id, asked.actor, untilOf(until));
    return this.doors.query(asked, on('referral', id), query);
  }
}
