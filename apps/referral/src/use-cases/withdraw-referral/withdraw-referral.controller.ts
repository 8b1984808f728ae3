import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { WithdrawReferral } from './withdraw-referral.command.js';
import { WithdrawReferralDto } from './withdraw-referral.dto.js';

@Controller('referrals/:referral/withdrawal')
export class WithdrawReferralController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The family, or whoever asked, no longer wishes it. */
  @Post()
  @Act('referral.withdraw')
  record(
    @Param('referral', AnId) referral: ReferralId,
    @Body() body: WithdrawReferralDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new WithdrawReferral(referral, saidIn(body), momentOf(body));
    return this.doors.command(asked, on('referral', referral), command);
  }
}
