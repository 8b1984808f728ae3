import type { AgencyId, ChildId, ConsentId, PersonId } from '@onestory/kernel';
import type { ConsentInForce } from './agenda-item.js';

/** One word on a consent, as information-sharing told of it. */
export interface ConsentSaid {
  readonly consent: ConsentId;
  readonly giver: PersonId;
  /** False: withdrawn. */
  readonly given: boolean;
  /** Absent on a withdrawal. */
  readonly capacity?: string;
  readonly children: readonly ChildId[];
  /** Those that may see an item of a panel. */
  readonly agencies: readonly AgencyId[];
}

/** Who has parental responsibility for a child. */
export interface Responsible {
  readonly child: ChildId;
  readonly carers: readonly PersonId[];
}

const PARENTAL = 'parental_responsibility';

/**
 * Whose consent counts for a child. A young person of 16 or 17 decides alone, and nobody's yes overrules a
 * child who withdrew its own; a younger competent child decides beside its parents.
 */
const deciding = (said: readonly ConsentSaid[], child: ChildId): readonly ConsentSaid[] => {
  const last = new Map(said.map((it) => [it.consent, it]));
  const holding = [...last.values()].filter(({ given }) => given);
  const isOwn = (it: ConsentSaid) => it.given && it.giver === child && it.capacity !== PARENTAL;
  const own = holding.filter(isOwn);
  const withdrew = own.length === 0 && said.some(isOwn);
  return withdrew || own.some(({ capacity }) => capacity === 'young_person') ? own : holding;
};

/** Parental responsibility reaches children who joined, or were born, since the consent was given. */
const covers = (it: ConsentSaid, child: ChildId, responsible: readonly Responsible[]): boolean =>
  it.children.includes(child) ||
  (it.capacity === PARENTAL &&
    responsible.some((one) => one.child === child && one.carers.includes(it.giver)));

/** `said`: of each consent in the order of saying, up to the moment in question. */
export const consentsInForce = (
  said: readonly ConsentSaid[],
  children: readonly ChildId[],
  responsible: readonly Responsible[],
): readonly ConsentInForce[] => {
  const covered = new Map<ConsentSaid, ChildId[]>();
  for (const child of children)
    for (const it of deciding(said, child).filter((one) => covers(one, child, responsible)))
      covered.set(it, [...(covered.get(it) ?? []), child]);
  return [...covered].map(([{ consent, agencies }, of]) => ({ consent, agencies, children: of }));
};
