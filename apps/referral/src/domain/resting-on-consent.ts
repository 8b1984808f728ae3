import {
  barringRefusals,
  consentPeriods,
  coveringConsents,
  happenedBefore,
  inForce,
  momentOf,
} from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  ConsentPeriod,
  ConsentSaid,
  Disclosure,
  EpisodeId,
  Moment,
  PlacedMoment,
  ReferralId,
  Responsible,
} from '@onestory/kernel';

/** What a referral discloses, and by whose consent. */
export interface RestingReferral {
  readonly referral: ReferralId;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly to: AgencyId;
  readonly consents: readonly ConsentId[];
  readonly sentAt: PlacedMoment;
}

/** What the family has said of sharing in an episode, and who is responsible for its children. */
export interface ConsentsKnown {
  readonly said: readonly ConsentSaid[];
  readonly responsible: readonly Responsible[];
}

export interface LostConsent {
  readonly consent: ConsentId;
  readonly at: Moment;
  /** It held when the referral was sent, and was lost afterwards. */
  readonly heldWhenSent: boolean;
  /** Somebody who may speak for a child refused the receiver; else it was withdrawn, or given for less. */
  readonly refused: boolean;
}

/** To refer somebody to a service is to tell that service of them. */
export const disclosureTo = (
  { episode, children, to, consents, sentAt }: Omit<RestingReferral, 'referral'>,
  { responsible }: ConsentsKnown,
): Disclosure => ({
  at: sentAt,
  episode,
  children,
  recipient: to,
  purpose: 'requests_for_services',
  responsible,
  restingOn: consents,
});

/** The first word after the one that it was sent by which takes its ground away: withdrawn, or given for less. */
const lostAfterwards = (
  consent: ConsentId,
  asked: Disclosure,
  { said }: ConsentsKnown,
): LostConsent | undefined => {
  const periods = consentPeriods(said);
  const covered = asked.children.filter((child) =>
    coveringConsents(periods, { ...asked, children: [child] }).includes(consent),
  );
  const stillCovers = (terms: NonNullable<ConsentSaid['terms']>, at: PlacedMoment): boolean => {
    const alone: ConsentPeriod = { ...terms, from: at };
    return coveringConsents([alone], { ...asked, at, children: covered }).length > 0;
  };
  const words = said
    .filter((word) => word.consent === consent && !word.terms?.kind)
    .toSorted((a, b) => (a.sequence < b.sequence ? -1 : 1));
  const basis = words.findLastIndex(({ at, terms }, place) => {
    const next = words[place + 1];
    const period = terms && { ...terms, from: at, ...(next && { until: next.at }) };
    return period !== undefined && inForce(period, asked.at);
  });
  const lost = words.slice(basis + 1).find(({ at, terms }) => !terms || !stillCovers(terms, at));
  return lost && { consent, at: momentOf(lost.at), heldWhenSent: true, refused: false };
};

/** The first word after it was sent that bars the receiver, whoever else goes on consenting. */
const refusedAfterwards = (
  { consents }: RestingReferral,
  asked: Disclosure,
  { said }: ConsentsKnown,
): readonly LostConsent[] => {
  const periods = consentPeriods(said);
  const bars = ({ at, terms }: ConsentSaid): boolean =>
    terms?.kind === 'refusal' &&
    !inForce({ ...terms, from: at }, asked.at) &&
    barringRefusals(periods, { ...asked, at }).length > 0;
  return said.filter(bars).flatMap(({ at }) =>
    consents.map((consent) => ({
      consent,
      at: momentOf(at),
      heldWhenSent: true,
      refused: true,
    })),
  );
};

/**
 * Whether a referral has lost a consent that it rests on, and when: at once where it did not hold when the
 * referral was sent. The same whichever of the two was heard of first.
 */
export const lostConsent = (
  referral: RestingReferral,
  known: ConsentsKnown,
): LostConsent | undefined => {
  const asked = disclosureTo(referral, known);
  const periods = consentPeriods(known.said);
  const held = coveringConsents(periods, asked);
  const wasRefused = barringRefusals(periods, asked).length > 0;
  const lost = referral.consents.flatMap((consent): readonly LostConsent[] => {
    if (!held.includes(consent))
      return [{ consent, at: momentOf(referral.sentAt), heldWhenSent: false, refused: wasRefused }];
    const afterwards = lostAfterwards(consent, asked, known);
    return afterwards ? [afterwards] : [];
  });
  const refused = held.length > 0 ? refusedAfterwards(referral, asked, known) : [];
  return [...lost, ...refused].toSorted((a, b) => (happenedBefore(b.at, a.at) ? 1 : -1))[0];
};
