import type { CarerId, ChildId, EpisodeId, PersonId, PractitionerId } from '@onestory/kernel';
import type { Capacity, Exclusion, Spoken } from './consent.js';
import type { Responsibility, Speaking } from './consenting.js';
import {
  NotAChildOfThisFamily,
  NotOfThisFamily,
  NotTheirsToWithdraw,
  OneExclusionAtATime,
} from './refusals.js';

/** A child of the index and those who care for it: ids and codes only. */
export interface KnownChild {
  readonly child: ChildId;
  readonly carers: readonly {
    readonly carer: CarerId;
    readonly parentalResponsibility: 'yes' | 'no' | 'unknown';
  }[];
}

/** Those whom an episode of help is about, as far as they are known here. */
export interface Family {
  /** The children of the episode, in order of joining. */
  readonly children: readonly ChildId[];
  /** What the index said of them. */
  readonly known: readonly KnownChild[];
  /** Other children of the same carers: they may decide for themselves before they join. */
  readonly siblings: readonly ChildId[];
  /** Those of all of them of whom the index has noted that they turned 16. */
  readonly sixteen: readonly ChildId[];
}

/** Children of whom the index has not told anything yet. */
export const notYetHeardOf = ({ children, known }: Family): readonly ChildId[] =>
  children.filter((child) => !known.some((one) => one.child === child));

export const isOfFamily = ({ children, known, siblings }: Family, person: PersonId): boolean =>
  [
    ...children,
    ...siblings,
    ...known.flatMap(({ carers }) => carers.map(({ carer }) => carer)),
  ].some((one) => one === person);

const isSixteen = ({ sixteen }: Family, person: PersonId): boolean =>
  sixteen.some((child) => child === person);

/** @throws NotAChildOfThisFamily */
export const childOf = ({ children, siblings }: Family, person: PersonId): ChildId => {
  const child = [...children, ...siblings].find((one) => one === person);
  if (child === undefined) throw new NotAChildOfThisFamily();
  return child;
};

/** @throws NotOfThisFamily */
export const refuseStrangers = (family: Family, person: PersonId): void => {
  if (!isOfFamily(family, person)) throw new NotOfThisFamily();
};

/** Whether this person may consent, for each child of the episode. */
export const responsibilitiesOf = (family: Family, giver: PersonId): readonly Responsibility[] =>
  family.known.map(({ child, carers }) => ({
    child,
    parentalResponsibility:
      carers.find(({ carer }) => carer === giver)?.parentalResponsibility ?? 'no',
  }));

/**
 * A consent covers, when it is given, all children of the episode for whom its giver has parental
 * responsibility, without naming them; or the giver alone. Children who join or are born later need no new
 * consent: `responsible` of a Disclosure adds them. If the giver is responsible for none, all are asked about, so
 * that the refusal says which.
 * @throws NotOfThisFamily
 */
export const coveredAtFirst = (
  family: Family,
  giver: PersonId,
  capacity: Capacity,
): readonly ChildId[] => {
  refuseStrangers(family, giver);
  if (capacity !== 'parental_responsibility') return [giver as ChildId];
  const responsible = childrenUnder(family, giver);
  return responsible.length > 0 ? responsible : family.children;
};

export const childrenUnder = (family: Family, giver: PersonId): readonly ChildId[] =>
  responsibilitiesOf(family, giver)
    .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
    .map(({ child }) => child);

/** For whom somebody speaks, and by what right. */
export const speakingOf = (
  episode: EpisodeId,
  family: Family,
  { giver, capacity }: { readonly giver: PersonId; readonly capacity: Capacity },
): Speaking => ({
  ...{ episode, giver, capacity },
  children: coveredAtFirst(family, giver, capacity),
  responsibilities: responsibilitiesOf(family, giver),
  sixteen: isSixteen(family, giver),
});

/** Who is responsible for whom now: what a Disclosure needs to know of who joined or was born since. */
export const responsibleIn = (
  family: Family,
): readonly { readonly carer: CarerId; readonly child: ChildId }[] =>
  family.known.flatMap(({ child, carers }) =>
    carers.flatMap(({ carer, parentalResponsibility }) =>
      parentalResponsibility === 'yes' ? [{ carer, child }] : [],
    ),
  );

/** @throws OneExclusionAtATime */
export const exclusionOf = (said: {
  readonly practitioner?: PractitionerId;
  readonly text?: string;
}): Exclusion => {
  const { practitioner, text } = said;
  if (practitioner !== undefined && text === undefined) return { practitioner };
  if (practitioner === undefined && text !== undefined && text.trim() !== '') return { text };
  throw new OneExclusionAtATime();
};

/**
 * The giver may, without a reason. For children under a parent's consent also whoever else has parental
 * responsibility: to share less is never the harm. What a child decided for itself is its own.
 * @throws NotTheirsToWithdraw
 */
export const refuseOthersWithdrawal = (family: Family, it: Spoken, by: PersonId): void => {
  if (by === it.giver) return;
  const forChildren = it.stage === 'in force' && it.given.capacity === 'parental_responsibility';
  const covered = it.stage === 'in force' ? it.given.children : [];
  if (!forChildren || !childrenUnder(family, by).some((child) => covered.includes(child)))
    throw new NotTheirsToWithdraw();
};
