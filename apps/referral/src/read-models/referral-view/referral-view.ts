import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ReferralId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, AsOf, asOf } from '@onestory/service';
import { referralHistory } from '../../history/referral.codec.js';
import { referralBody } from './referral-body.js';
import type { Reader, ReferralBody } from './referral-body.js';

/** Somebody who asked for it as well as received it reads it as who asked. */
const readerOf = ({ verdict: { relation } }: Asked): Reader => {
  if (relation === 'sender' || relation === 'lead') return 'asker';
  return relation === 'receiver' ? 'receiver' : 'team';
};

@Controller('referrals/:referral')
export class ReferralView {
  constructor(private readonly door: Doorkeeper) {}

  /**
   * One referral: for who sent it, who received it and the lead; for the team where it is not sensitive. What a
   * receiver may read depends on how it stands now, whatever time is asked about.
   */
  @Get()
  @Act('referral.view')
  read(
    @Param('referral', AnId) id: ReferralId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<ReferralBody> {
    return this.door.show(
      asked,
      referralHistory,
      id,
      async ({ state }) => {
        if (state.stage === 'not sent') return undefined;
        const now = await asked.load(referralHistory, id);
        return referralBody(id, state, readerOf(asked), now.state.stage === 'withdrawn');
      },
      { until: asOf(until) },
    );
  }
}
