import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { referralHistory } from '../../history/referral.codec.js';

/** Who sent it and who received it; the lead and the team are those of its episode. */
@Injectable()
export class ReferralResource implements ResourceLoader {
  readonly kind = 'referral';

  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    const loaded = await this.referrals.load(id);
    if (loaded.state.stage === 'not sent') return undefined;
    const { by, to, sensitive } = loaded.state.sent;
    return resourceOf(this.kind, id, referralHistory, loaded, {
      holders: { sender: [by], receiver: [to] },
      sensitive,
    });
  }
}
