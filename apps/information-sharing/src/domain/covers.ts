import { happenedBefore } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import type { Capacity, Consent, Given, Purpose } from './consent.js';

/** A consent as it is needed to judge a disclosure: ids, codes and times. */
export interface ConsentPeriod {
  readonly consent: ConsentId;
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly capacity: Capacity;
  readonly children: readonly ChildId[];
  readonly purposes: readonly Purpose[];
  readonly agencies: readonly AgencyId[];
  /** For the family's own panel item only. */
  readonly panelAgencies: readonly AgencyId[];
  readonly excluded: readonly PractitionerId[];
  readonly from: Moment;
  /** Absent: in force. */
  readonly until?: Moment;
}

export interface Disclosure {
  readonly at: Moment;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly recipient: AgencyId;
  readonly purpose?: Purpose;
  readonly forPanelItem?: boolean;
  /** For whom carers have parental responsibility now: their consent covers who joined or was born since. */
  readonly responsible?: readonly { readonly carer: PersonId; readonly child: ChildId }[];
}

const period = (consent: ConsentId, given: Given, from: Moment, until?: Moment): ConsentPeriod => ({
  consent,
  episode: given.episode,
  giver: given.giver,
  capacity: given.capacity,
  children: given.children,
  purposes: given.scope.purposes,
  agencies: given.scope.agencies,
  panelAgencies: given.scope.panelSeatsOnlyForItem ?? [],
  excluded: given.exclusions.flatMap((one) => ('practitioner' in one ? [one.practitioner] : [])),
  from,
  ...(until && { until }),
});

/** All that was ever consented to in one stream, so that the past can be judged by what held then. */
export const periodsOf = (consent: ConsentId, it: Consent): readonly ConsentPeriod[] => {
  if (it.stage === 'nothing agreed') return [];
  const past = it.past.map((one) => period(consent, one.given, one.from, one.until));
  return it.stage === 'in force' ? [...past, period(consent, it.given, it.from)] : past;
};

const begun = (it: ConsentPeriod, at: Moment): boolean => !happenedBefore(at, it.from);
const over = (it: ConsentPeriod, at: Moment): boolean =>
  it.until !== undefined && !happenedBefore(at, it.until);

export const inForce = (it: ConsentPeriod, at: Moment): boolean => begun(it, at) && !over(it, at);

const isOwn = (it: ConsentPeriod, child: ChildId): boolean =>
  it.giver === child && it.capacity !== 'parental_responsibility';

const isAbout = (it: ConsentPeriod, child: ChildId, asked: Disclosure): boolean =>
  it.children.includes(child) ||
  (it.capacity === 'parental_responsibility' &&
    (asked.responsible ?? []).some((one) => one.carer === it.giver && one.child === child));

const reaches = (it: ConsentPeriod, asked: Disclosure): boolean =>
  (asked.purpose === undefined || it.purposes.includes(asked.purpose)) &&
  (it.agencies.includes(asked.recipient) ||
    (asked.forPanelItem === true && it.panelAgencies.includes(asked.recipient)));

/**
 * Whose consent counts for a child. A young person of 16 or 17 decides alone, and nobody's yes overrules a
 * child who withdrew its own; a younger competent child decides beside its parents.
 */
const deciding = (
  consents: readonly ConsentPeriod[],
  child: ChildId,
  at: Moment,
): readonly ConsentPeriod[] => {
  const holding = consents.filter((it) => inForce(it, at));
  const own = consents.filter((it) => isOwn(it, child) && begun(it, at));
  const ownHolding = holding.filter((it) => isOwn(it, child));
  const decidesAlone = own.length > 0 && ownHolding.length === 0;
  return decidesAlone || ownHolding.some(({ capacity }) => capacity === 'young_person')
    ? ownHolding
    : holding;
};

/** The consents by which every one of these children is covered; none when one of them is not. */
export const coveringConsents = (
  consents: readonly ConsentPeriod[],
  asked: Disclosure,
): readonly ConsentId[] => {
  const ofEpisode = consents.filter(({ episode }) => episode === asked.episode);
  const perChild = asked.children.map((child) =>
    deciding(ofEpisode, child, asked.at).filter(
      (it) => isAbout(it, child, asked) && reaches(it, asked),
    ),
  );
  if (perChild.length === 0 || perChild.some((found) => found.length === 0)) return [];
  return [...new Set(perChild.flat().map(({ consent }) => consent))];
};

/** Whether consent in force at that moment covers all these children towards this recipient. */
export const covers = (consents: readonly ConsentPeriod[], asked: Disclosure): boolean =>
  coveringConsents(consents, asked).length > 0;
