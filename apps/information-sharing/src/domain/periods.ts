import { inForce, speaksFor } from '@onestory/kernel';
import type {
  ConsentId,
  ConsentPeriod,
  Disclosure,
  EpisodeId,
  Moment,
  PractitionerId,
} from '@onestory/kernel';
import { namedPersons } from './consent.js';
import { decisionPeriods } from './sharing.js';
import type { Sharing } from './sharing.js';
import type { Consent, Given, Refused, Spoken } from './consent.js';

/** A consent or a refusal as it was given, and when it held. */
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

const refusal = (
  consent: ConsentId,
  { episode, giver }: Spoken,
  { agency, children, capacity, from, until }: Refused,
): GivenPeriod => ({
  kind: 'refusal',
  ...{ consent, episode, giver, capacity, children },
  ...{ purposes: [], panelAgencies: [], excluded: [] },
  agencies: agency ? [agency] : [],
  from,
  ...(until && { until }),
});

/** All that was ever consented to and refused in one stream, so that the past can be judged by what held then. */
export const periodsOf = (consent: ConsentId, it: Consent): readonly GivenPeriod[] => {
  if (it.stage === 'nothing agreed') return [];
  const past = it.past.map((one) => period(consent, one.given, one.from, one.until));
  const refused = it.refused.map((one) => refusal(consent, it, one));
  return it.stage === 'in force'
    ? [...past, period(consent, it.given, it.from), ...refused]
    : [...past, ...refused];
};

/** All that was said of sharing in an episode: by the family, and by its lead. */
export const saidIn = (
  episode: EpisodeId,
  {
    consents,
    sharing,
  }: {
    readonly consents: readonly { readonly consent: ConsentId; readonly state: Spoken }[];
    readonly sharing: Sharing;
  },
): readonly ConsentPeriod[] => [
  ...consents.flatMap(({ consent, state }) => periodsOf(consent, state)),
  ...decisionPeriods(episode, sharing),
];

/** Who speaks for one of these children and refused without naming anybody. */
export const plainRefusals = (
  said: readonly ConsentPeriod[],
  { at, children, responsible }: Pick<Disclosure, 'at' | 'children' | 'responsible'>,
): readonly ConsentId[] => {
  const plain = said.filter(
    (it) =>
      it.kind === 'refusal' &&
      it.agencies.length === 0 &&
      inForce(it, at) &&
      children.some((child) => speaksFor(it, child, responsible)),
  );
  return [...new Set(plain.map(({ consent }) => consent))];
};
