import type { AgencyId, ChildId, ConsentId, EpisodeId, PersonId } from './ids.js';
import { happenedBefore, londonDate } from './time.js';
import type { Instant, Moment } from './time.js';

/** Why somebody may consent: for children they are responsible for, or for themselves. */
export type ConsentCapacity = 'parental_responsibility' | 'competent_child' | 'young_person';

/** When something happened, and when it was recorded, which settles what a day leaves open. Absent: just now. */
export interface PlacedMoment extends Moment {
  readonly recordedAt?: Instant;
}

/** What a consent says, in ids and codes. */
export interface ConsentTerms {
  readonly consent: ConsentId;
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly capacity: ConsentCapacity;
  readonly children: readonly ChildId[];
  readonly purposes: readonly string[];
  readonly agencies: readonly AgencyId[];
  /** For the family's own panel item only. */
  readonly panelAgencies: readonly AgencyId[];
}

/** A consent and when it held. */
export interface ConsentPeriod extends ConsentTerms {
  readonly from: PlacedMoment;
  /** Withdrawn, or given anew with other terms. Absent: in force. */
  readonly until?: PlacedMoment;
}

/** One word of a giver: these terms, or, without them, a withdrawal. */
export interface ConsentSaid {
  readonly consent: ConsentId;
  /** Place in the consent's stream: what was said last holds, whenever it happened. */
  readonly sequence: bigint;
  readonly at: PlacedMoment;
  readonly terms?: ConsentTerms;
}

/** A carer who has parental responsibility for a child. */
export interface Responsible {
  readonly carer: PersonId;
  readonly child: ChildId;
}

/** Who would learn of whom, when and what for. */
export interface Disclosure {
  readonly at: PlacedMoment;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly recipient: AgencyId;
  /** Absent: whatever it is for. */
  readonly purpose?: string;
  readonly forPanelItem?: boolean;
  /** For whom carers have parental responsibility now: their consent covers who joined or was born since. */
  readonly responsible?: readonly Responsible[];
  /** Named as its basis: only these count, and a child's own. Absent: whatever covers it. */
  readonly restingOn?: readonly ConsentId[];
}

/** When each consent held, from all that was said of it so far, in whatever order it was heard. */
export const consentPeriods = (said: readonly ConsentSaid[]): readonly ConsentPeriod[] => {
  const inOrder = [...said].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  return inOrder.flatMap(({ consent, at, terms }, place) => {
    if (!terms) return [];
    const next = inOrder.slice(place + 1).find((it) => it.consent === consent);
    return [{ ...terms, from: at, ...(next && { until: next.at }) }];
  });
};

/**
 * Whether a word had been said when something was disclosed. On the same day, if either is known to the day only,
 * and at the same instant, that is: whether it was recorded by then. A day's noon decides nothing.
 */
const saidBy = (word: PlacedMoment, at: PlacedMoment): boolean => {
  const isSameTime =
    word.occurredPrecision === 'day' || at.occurredPrecision === 'day'
      ? londonDate(word.occurredAt) === londonDate(at.occurredAt)
      : word.occurredAt === at.occurredAt;
  if (!isSameTime || at.recordedAt === undefined || word.recordedAt === undefined)
    return !happenedBefore(at, word);
  return word.recordedAt <= at.recordedAt;
};

const begun = (it: ConsentPeriod, at: PlacedMoment): boolean => saidBy(it.from, at);
const over = (it: ConsentPeriod, at: PlacedMoment): boolean =>
  it.until !== undefined && saidBy(it.until, at);

export const inForce = (it: ConsentPeriod, at: PlacedMoment): boolean =>
  begun(it, at) && !over(it, at);

const isOwn = (it: ConsentTerms, child: ChildId): boolean =>
  it.giver === child && it.capacity !== 'parental_responsibility';

/** It names the child, or its giver has parental responsibility for it now. */
export const speaksFor = (
  it: ConsentTerms,
  child: ChildId,
  responsible: readonly Responsible[] = [],
): boolean =>
  it.children.includes(child) ||
  (it.capacity === 'parental_responsibility' &&
    responsible.some((one) => one.carer === it.giver && one.child === child));

const reaches = (it: ConsentTerms, asked: Disclosure): boolean =>
  (asked.purpose === undefined || it.purposes.includes(asked.purpose)) &&
  (it.agencies.includes(asked.recipient) ||
    (asked.forPanelItem === true && it.panelAgencies.includes(asked.recipient)));

const isNamed = (it: ConsentTerms, child: ChildId, { restingOn }: Disclosure): boolean =>
  restingOn === undefined || restingOn.includes(it.consent) || isOwn(it, child);

/**
 * Whose consent counts for a child. A young person of 16 or 17 decides alone, and nobody's yes overrules a
 * child who withdrew its own; a younger competent child decides beside its parents.
 */
const deciding = (
  consents: readonly ConsentPeriod[],
  child: ChildId,
  at: PlacedMoment,
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
      (it) =>
        speaksFor(it, child, asked.responsible) && reaches(it, asked) && isNamed(it, child, asked),
    ),
  );
  if (perChild.length === 0 || perChild.some((found) => found.length === 0)) return [];
  return [...new Set(perChild.flat().map(({ consent }) => consent))];
};

/** Whether consent in force at that moment covers all these children towards this recipient. */
export const covers = (consents: readonly ConsentPeriod[], asked: Disclosure): boolean =>
  coveringConsents(consents, asked).length > 0;
