import type { ConsentId, ConsentPeriod, Moment, PractitionerId } from '@onestory/kernel';
import { namedPersons } from './consent.js';
import type { Consent, Given } from './consent.js';

/** A consent as it was given, and when it held. */
export type GivenPeriod = ConsentPeriod & {
  /** Persons of the register whom the giver keeps out. */
  readonly excluded: readonly PractitionerId[];
};

const period = (consent: ConsentId, given: Given, from: Moment, until?: Moment): GivenPeriod => ({
  consent,
  episode: given.episode,
  giver: given.giver,
  capacity: given.capacity,
  children: given.children,
  purposes: given.scope.purposes,
  agencies: given.scope.agencies,
  panelAgencies: given.scope.panelSeatsOnlyForItem ?? [],
  excluded: namedPersons(given.exclusions),
  from,
  ...(until && { until }),
});

/** All that was ever consented to in one stream, so that the past can be judged by what held then. */
export const periodsOf = (consent: ConsentId, it: Consent): readonly GivenPeriod[] => {
  if (it.stage === 'nothing agreed') return [];
  const past = it.past.map((one) => period(consent, one.given, one.from, one.until));
  return it.stage === 'in force' ? [...past, period(consent, it.given, it.from)] : past;
};
