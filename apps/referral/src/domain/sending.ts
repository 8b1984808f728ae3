import { refuseBefore } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  Decision,
  EpisodeId,
  Moment,
  PractitionerId,
  ReferralId,
  ReferableServiceId,
} from '@onestory/kernel';
import type { Basis, ReasonWithoutConsent, Referral, ReferralFact, Request } from './referral.js';
import {
  AlreadyReferred,
  AlreadySent,
  FollowsNoDeclinedReferral,
  NoChildren,
  NotCoveredByConsent,
  ReasonMissing,
  RefusedByTheFamily,
} from './refusals.js';

export interface ReferralToSend {
  readonly episode?: EpisodeId;
  readonly children: readonly ChildId[];
  readonly service: ReferableServiceId;
  readonly sensitive: boolean;
  readonly to: AgencyId;
  readonly by: PractitionerId;
  readonly reason: string;
  readonly capacitySeen?: string;
  /** The consents in force at that moment that cover all these children towards the receiving agency. */
  readonly basis:
    | { readonly consents: readonly ConsentId[] }
    | { readonly without: ReasonWithoutConsent; readonly reason: string };
  /** Somebody's refusal bars the receiving agency, so that no consent covers it. */
  readonly refused?: boolean;
  /** `declinedAt` is absent where that referral was not declined. */
  readonly follows?: { readonly referral: ReferralId; readonly declinedAt?: Moment };
  /** Another open referral of one of these children to this service. */
  readonly alreadyOpen?: ReferralId;
  readonly sentAnyway?: string;
}

const isBlank = (text: string): boolean => text.trim() === '';

const refuseWithoutBasis = ({ basis, refused }: { basis: Basis; refused?: boolean }): void => {
  if ('consents' in basis) {
    if (basis.consents.length > 0) return;
    throw refused ? new RefusedByTheFamily() : new NotCoveredByConsent();
  } else if (typeof basis.reason === 'string' && isBlank(basis.reason)) {
    throw new ReasonMissing('Sending without consent');
  }
};

/** To say that a sensitive service is asked already would tell of it: the service itself joins the two. */
const refuseDuplicate = ({ alreadyOpen, sensitive, sentAnyway }: ReferralToSend): void => {
  if (alreadyOpen === undefined || sensitive) return;
  if (sentAnyway === undefined || isBlank(sentAnyway)) throw new AlreadyReferred(alreadyOpen);
};

/** Rests on consent, or says why it is sent without. Following a declined referral it is a redirect. */
export const send =
  (given: ReferralToSend): Decision<Referral, ReferralFact> =>
  (it, occasion) => {
    if (it.stage !== 'not sent') throw new AlreadySent();
    if (given.children.length === 0) throw new NoChildren();
    if (isBlank(given.reason)) throw new ReasonMissing('A referral');
    refuseWithoutBasis(given);
    refuseDuplicate(given);
    const { follows, alreadyOpen: _open, refused: _refused, ...sent } = given;
    if (follows === undefined) return [{ type: 'ReferralSent', data: sent }];
    if (follows.declinedAt === undefined) throw new FollowsNoDeclinedReferral();
    refuseBefore(occasion, follows.declinedAt, 'the refusal of the referral that it follows');
    return [{ type: 'ReferralSent', data: { ...sent, follows: follows.referral } }];
  };

/** What every later fact repeats. */
export const requestOf = ({ episode, children, service, sensitive }: Request): Request => ({
  ...(episode && { episode }),
  children,
  service,
  sensitive,
});
