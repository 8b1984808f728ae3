import { childrenOf, readConsents } from '@onestory/access';
import { barringRefusals, consentPeriods, coveringConsents } from '@onestory/kernel';
import type { ChildId, EpisodeId, Moment, ReferralId, ReferableServiceId } from '@onestory/kernel';
import { NotYetKnown } from '@onestory/service';
import type { Question, Sources } from '@onestory/service';
import { NoSuchService } from '../../domain/refusals.js';
import { disclosureTo } from '../../domain/resting-on-consent.js';
import type { RestingReferral } from '../../domain/resting-on-consent.js';
import type { ReferralToSend } from '../../domain/sending.js';
import { referralHistory } from '../../history/referral.codec.js';
import { openReferralTo } from '../../read-models/open-referrals/open-referrals.query.js';

type Basis = ReferralToSend['basis'];

/** What the referrer says; all else is known here. */
export type Said = Omit<
  ReferralToSend,
  'by' | 'to' | 'sensitive' | 'follows' | 'alreadyOpen' | 'episode' | 'refused'
> & { readonly episode: EpisodeId; readonly follows?: ReferralId };

/** The whole of a referral, from what its referrer said and what is known here of service, family and consents. */
export const whatIsSent =
  (id: ReferralId, said: Said, when?: Moment): Question<Omit<ReferralToSend, 'by'>> =>
  async (from) => {
    const { follows, ...words } = said;
    const { episode } = said;
    const service = serviceOf(said.service, from);
    const children = await childrenIn(episode, said.children, from);
    const now = from.now();
    const sentAt = { ...(when ?? { occurredAt: now }), recordedAt: now };
    const alreadyOpen = await from.ask(openReferralTo(service.service, children, id));
    return {
      ...words,
      ...service,
      children,
      ...(await basisOf({ episode, children, to: service.to, sentAt }, said.basis, from)),
      ...(follows && { follows: await followed(follows, episode, from) }),
      ...(alreadyOpen && { alreadyOpen }),
    };
  };

/** Whose service it is, and whether it is sensitive, is never the referrer's to say. */
const serviceOf = (id: ReferableServiceId, { register, area }: Sources) => {
  const found = register.service(id);
  if (!found || found.area !== area) throw new NoSuchService();
  const sensitive = found.sensitive || (register.agency(found.agency)?.sensitive ?? false);
  return { service: id, to: found.agency, sensitive };
};

const childrenIn = async (
  episode: EpisodeId,
  children: readonly ChildId[],
  { area, database }: Sources,
): Promise<readonly ChildId[]> => {
  const members = await childrenOf(area, episode, database);
  if (!children.every((child) => members.includes(child)))
    throw new NotYetKnown('That all these children are in this episode');
  return [...new Set(children)];
};

/** Those of the named consents, and of the children's own, that cover it; and whether a refusal bars it. */
const basisOf = async (
  request: Omit<RestingReferral, 'referral' | 'consents'>,
  basis: Basis,
  { area, database }: Sources,
): Promise<Pick<ReferralToSend, 'basis' | 'refused'>> => {
  if (!('consents' in basis)) return { basis };
  const { episode, children } = request;
  const heard = await readConsents({ area, episode, children }, database);
  if (!basis.consents.every((consent) => heard.said.some((word) => word.consent === consent)))
    throw new NotYetKnown('The consent');
  const asked = disclosureTo({ ...request, consents: basis.consents }, heard);
  const periods = consentPeriods(heard.said);
  const consents = coveringConsents(periods, asked);
  if (barringRefusals(periods, asked).length > 0) return { basis: { consents }, refused: true };
  if (consents.length === 0 && heard.unregistered.length > 0)
    throw new NotYetKnown('Who has parental responsibility for all these children');
  return { basis: { consents } };
};

/** One of another family is none, like one that is not there. */
const followed = async (referral: ReferralId, episode: EpisodeId, from: Sources) => {
  const { state } = await from.load(referralHistory, referral);
  const declined = state.stage === 'declined' && state.sent.episode === episode;
  return { referral, ...(declined && { declinedAt: state.since }) };
};
