import type { AgencyId, ChildId, ConsentId, EpisodeId, PersonId } from './ids.js';
import { happenedBefore, londonDate } from './time.js';
import type { Instant, Moment } from './time.js';

/** Why somebody may consent: for children they are responsible for, or for themselves. */
type ConsentCapacity = 'parental_responsibility' | 'competent_child' | 'young_person';

/** When something happened, and when it was recorded, which settles what a day leaves open. Absent: just now. */
export interface PlacedMoment extends Moment {
  readonly recordedAt?: Instant;
}

/**
 * What a word on sharing is when it is not a consent. A `refusal` bars the agencies that it names. A `decision`
 * is the lead's, to share with these agencies all the same.
 */
type WordKind = 'refusal' | 'decision';

/** What a consent says, in ids and codes. */
export interface ConsentTerms {
  /** Absent: a consent. */
  readonly kind?: WordKind;
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

/** One word of a giver, or of the lead: these terms, or, without them, a withdrawal. */
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

const isConsent = ({ terms }: ConsentSaid): boolean => terms !== undefined && !terms.kind;
const isWithdrawal = ({ terms }: ConsentSaid): boolean => terms === undefined;

/** A refusal holds towards each agency until its giver consents to share with it; a plain one until any consent. */
const refusalPeriods = (
  at: Moment,
  terms: ConsentTerms,
  later: readonly ConsentSaid[],
): readonly ConsentPeriod[] => {
  const lifting = (agency?: AgencyId) =>
    later.find(
      (it) => isConsent(it) && (!agency || namesAgency(it.terms as ConsentTerms, agency, true)),
    );
  const lasting = (agencies: readonly AgencyId[], lift?: ConsentSaid): ConsentPeriod => ({
    ...terms,
    agencies,
    from: at,
    ...(lift && { until: lift.at }),
  });
  return terms.agencies.length === 0
    ? [lasting([], lifting())]
    : terms.agencies.map((agency) => lasting([agency], lifting(agency)));
};

/** When each word held, from all that was said so far, in whatever order it was heard. */
export const consentPeriods = (said: readonly ConsentSaid[]): readonly ConsentPeriod[] => {
  const inOrder = [...said].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  return inOrder.flatMap(({ consent, at, terms }, place): readonly ConsentPeriod[] => {
    if (!terms) return [];
    const later = inOrder.slice(place + 1).filter((it) => it.consent === consent);
    if (terms.kind === 'decision') return [{ ...terms, from: at }];
    if (terms.kind === 'refusal') return refusalPeriods(at, terms, later);
    const next = later.find((it) => isConsent(it) || isWithdrawal(it));
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

const namesAgency = (it: ConsentTerms, agency: AgencyId, forPanelItem = false): boolean =>
  it.agencies.includes(agency) || (forPanelItem && it.panelAgencies.includes(agency));

const reaches = (it: ConsentTerms, { purpose, recipient, forPanelItem }: Disclosure): boolean =>
  (purpose === undefined || it.purposes.includes(purpose)) &&
  namesAgency(it, recipient, forPanelItem);

const isNamed = (it: ConsentTerms, child: ChildId, { restingOn }: Disclosure): boolean =>
  restingOn === undefined || restingOn.includes(it.consent) || isOwn(it, child);

/** The lead decided, once the refusal was known, to share with this agency all the same. */
const decidedDespite = (
  { from }: ConsentPeriod,
  said: readonly ConsentPeriod[],
  child: ChildId,
  { at, recipient }: Disclosure,
): boolean =>
  said.some(
    (it) =>
      it.kind === 'decision' &&
      inForce(it, at) &&
      saidBy(from, it.from) &&
      it.children.includes(child) &&
      it.agencies.includes(recipient),
  );

/**
 * The refusals in force that bar this recipient from learning of this child. A child who decides for itself bars
 * everybody when it refuses plainly; a parent who refuses plainly names nobody, and is shown.
 */
const barring = (
  said: readonly ConsentPeriod[],
  child: ChildId,
  asked: Disclosure,
): readonly ConsentPeriod[] =>
  said.filter(
    (it) =>
      it.kind === 'refusal' &&
      inForce(it, asked.at) &&
      speaksFor(it, child, asked.responsible) &&
      (it.agencies.includes(asked.recipient) || (it.agencies.length === 0 && isOwn(it, child))) &&
      !decidedDespite(it, said, child, asked),
  );

/**
 * Whose consent counts for a child. From 16 its own word replaces its parents'. Before, a competent child decides
 * beside them: what it agreed to and no longer agrees to is shared with nobody's consent, and all else that others
 * consented to stays.
 */
const deciding = (
  consents: readonly ConsentPeriod[],
  child: ChildId,
  asked: Disclosure,
): readonly ConsentPeriod[] => {
  const holding = consents.filter((it) => inForce(it, asked.at));
  const own = consents.filter((it) => isOwn(it, child) && begun(it, asked.at));
  const ownHolding = own.filter((it) => inForce(it, asked.at));
  if (own.some(({ capacity }) => capacity === 'young_person')) return ownHolding;
  const once = own.some((it) => reaches(it, asked));
  return once && !ownHolding.some((it) => reaches(it, asked)) ? [] : holding;
};

const ofEpisode = (
  said: readonly ConsentPeriod[],
  { episode }: Disclosure,
): readonly ConsentPeriod[] => said.filter((it) => it.episode === episode);

/** The refusals, by the ids of their givers' consents, that bar the recipient from one of these children. */
export const barringRefusals = (
  said: readonly ConsentPeriod[],
  asked: Disclosure,
): readonly ConsentId[] => {
  const words = ofEpisode(said, asked);
  const found = asked.children.flatMap((child) => barring(words, child, asked));
  return [...new Set(found.map(({ consent }) => consent))];
};

/** The consents by which every one of these children is covered; none when one of them is not, or is barred. */
export const coveringConsents = (
  said: readonly ConsentPeriod[],
  asked: Disclosure,
): readonly ConsentId[] => {
  const words = ofEpisode(said, asked);
  const consents = words.filter(({ kind }) => !kind);
  const perChild = asked.children.map((child) =>
    barring(words, child, asked).length > 0
      ? []
      : deciding(consents, child, asked).filter(
          (it) =>
            speaksFor(it, child, asked.responsible) &&
            reaches(it, asked) &&
            isNamed(it, child, asked),
        ),
  );
  if (perChild.length === 0 || perChild.some((found) => found.length === 0)) return [];
  return [...new Set(perChild.flat().map(({ consent }) => consent))];
};

/** Whether consent in force at that moment covers all these children towards this recipient. */
export const covers = (said: readonly ConsentPeriod[], asked: Disclosure): boolean =>
  coveringConsents(said, asked).length > 0;
