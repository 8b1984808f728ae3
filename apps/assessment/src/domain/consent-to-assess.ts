import { consentPeriods, covers, happenedBefore, speaksFor } from '@onestory/kernel';
import type { ConsentPeriod, ConsentSaid, Disclosure } from '@onestory/kernel';
import type { ConsentDecision } from './refusals.js';

/** An assessment by this agency, of these children, at that moment. */
export type AskedToAssess = Omit<Disclosure, 'purpose' | 'forPanelItem' | 'restingOn'>;

const asIfNeverWithdrawn = ({ until, ...it }: ConsentPeriod): ConsentPeriod =>
  it.kind && until ? { ...it, until } : it;

/**
 * What the family decided on being assessed, from all that was said of it so far. `not yet known`: nobody has
 * spoken for one of the children, as far as has been heard here.
 */
export const consentToAssess = (
  said: readonly ConsentSaid[],
  asked: AskedToAssess,
): ConsentDecision | 'not yet known' => {
  const consents = consentPeriods(said).filter(({ episode }) => episode === asked.episode);
  const disclosure = { ...asked, purpose: 'assessment' };
  if (covers(consents, disclosure)) return 'given';
  const spokenFor = asked.children.every((child) =>
    consents.some((it) => speaksFor(it, child, asked.responsible)),
  );
  if (!spokenFor) return 'not yet known';
  const begun = consents.filter(({ from }) => !happenedBefore(asked.at, from));
  return covers(begun.map(asIfNeverWithdrawn), disclosure) ? 'withdrawn' : 'none';
};
