import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { childrenOf, readConsents } from '@onestory/access';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { consentPeriods, coveringConsents, idFrom } from '@onestory/kernel';
import type {
  AreaId,
  ChildId,
  Database,
  EpisodeId,
  PractitionerId,
  ReferralId,
  ServiceId,
} from '@onestory/kernel';
import { InDatabase, NotYetKnown, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Referral, ReferralFact } from '../../domain/referral.js';
import { NoSuchService } from '../../domain/refusals.js';
import { disclosureTo } from '../../domain/resting-on-consent.js';
import type { RestingReferral } from '../../domain/resting-on-consent.js';
import { send } from '../../domain/sending.js';
import type { ReferralToSend } from '../../domain/sending.js';
import { referralHistory } from '../../history/referral.codec.js';
import { OpenReferralTo } from '../../read-models/open-referrals/open-referrals.query.js';
import type { OpenOne } from '../../read-models/open-referrals/open-referrals.query.js';
import { SendReferral } from './send-referral.command.js';

type Followed = NonNullable<ReferralToSend['follows']>;

@CommandHandler(SendReferral)
export class SendReferralHandler implements ICommandHandler<SendReferral> {
  constructor(
    @StreamsOf(referralHistory) private readonly referrals: Streams<Referral, ReferralFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ episode, asked, when }: SendReferral) {
    const { actor, area, command } = currentContext();
    const id = idFrom<ReferralId>('referral', command);
    const service = this.serviceOf(asked.service, area);
    const children = await this.childrenIn(episode, asked.children, area);
    const sentAt = when ?? { occurredAt: this.platform.clock.now() };
    const request = { episode, children, to: service.to, sentAt };
    const alreadyOpen: OpenOne = await this.known.execute(
      new OpenReferralTo(area, service.service, children, id),
    );
    const { follows, ...words } = asked;
    const given: ReferralToSend = {
      ...words,
      ...service,
      episode,
      children,
      by: actor as PractitionerId,
      basis: await this.basisOf(request, asked.basis, area),
      ...(follows && { follows: await this.followed(follows, episode) }),
      ...(alreadyOpen && { alreadyOpen }),
    };
    return this.referrals.decide(id, send(given), when);
  }

  /** Whose service it is, and whether it is sensitive, is never the referrer's to say. */
  private serviceOf(
    id: ServiceId,
    area: AreaId,
  ): Pick<ReferralToSend, 'service' | 'to' | 'sensitive'> {
    const { register } = this.platform;
    const found = register.service(id);
    if (!found || found.area !== area) throw new NoSuchService();
    const sensitive = found.sensitive || (register.agency(found.agency)?.sensitive ?? false);
    return { service: id, to: found.agency, sensitive };
  }

  private async childrenIn(
    episode: EpisodeId,
    children: readonly ChildId[],
    area: AreaId,
  ): Promise<readonly ChildId[]> {
    const members = await childrenOf(area, episode, this.database);
    if (!children.every((child) => members.includes(child)))
      throw new NotYetKnown('That all these children are in this episode');
    return [...new Set(children)];
  }

  /** Those of the named consents, and of the children's own, that cover it. */
  private async basisOf(
    request: Omit<RestingReferral, 'referral' | 'consents'>,
    basis: ReferralToSend['basis'],
    area: AreaId,
  ): Promise<ReferralToSend['basis']> {
    if (!('consents' in basis)) return basis;
    const { episode, children } = request;
    const heard = await readConsents({ area, episode, children }, this.database);
    if (!basis.consents.every((consent) => heard.said.some((word) => word.consent === consent)))
      throw new NotYetKnown('The consent');
    const asked = disclosureTo({ ...request, consents: basis.consents }, heard);
    const consents = coveringConsents(consentPeriods(heard.said), asked);
    if (consents.length === 0 && heard.unregistered.length > 0)
      throw new NotYetKnown('Who has parental responsibility for all these children');
    return { consents };
  }

  /** One of another family is none, like one that is not there. */
  private async followed(referral: ReferralId, episode: EpisodeId): Promise<Followed> {
    const { state } = await this.referrals.load(referral);
    const declined = state.stage === 'declined' && state.sent.episode === episode;
    return { referral, ...(declined && { declinedAt: state.since }) };
  }
}
