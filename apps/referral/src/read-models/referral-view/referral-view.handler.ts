import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { decide, readRelationships } from '@onestory/access';
import type { Actor } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import type { Database } from '@onestory/kernel';
import { InDatabase, PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Referral, ReferralFact, Sent } from '../../domain/referral.js';
import { referralHistory } from '../../history/referral.codec.js';
import { referralBody } from './referral-body.js';
import type { Reader, ReferralBody } from './referral-body.js';
import { ReferralView } from './referral-view.query.js';

type Answer = View<ReferralBody> | undefined;

@QueryHandler(ReferralView)
export class ReferralViewHandler implements IQueryHandler<ReferralView, Answer> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** What a receiver may read depends on how it stands now, whatever time is asked about. */
  async execute({ referral, actor, until }: ReferralView): Promise<Answer> {
    const [now, then] = await Promise.all([
      this.referrals.load(referral),
      this.referrals.load(referral, until),
    ]);
    if (then.state.stage === 'not sent') return undefined;
    const reader = await this.readerOf(then.state.sent, actor);
    const isWithdrawnNow = now.state.stage === 'withdrawn';
    return new View(referralBody(referral, then.state, reader, isWithdrawnNow), then.revision);
  }

  /** Whoever would see it if it were sensitive, and not because it was sent to them, asked for it. */
  private async readerOf({ by, to, episode, children }: Sent, actor: Actor): Promise<Reader> {
    const at = this.platform.clock.now();
    const about = { area: actor.area, children, ...(episode && { episode }) };
    const relationships = await readRelationships({ ...about, at }, this.database);
    const holders = { sender: [by], receiver: [] };
    const resource = { kind: 'referral', id: '', ...about, sensitive: true, holders };
    if (decide(actor, 'referral.view', resource, { at, relationships }).allow) return 'asker';
    return actor.agency === to && actor.roles.includes('screener') ? 'receiver' : 'team';
  }
}
