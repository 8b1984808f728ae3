import { londonDate } from '@onestory/kernel';
import type {
  AgencyId,
  AreaId,
  Instant,
  LocalDate,
  PractitionerId,
  ReferableServiceId,
} from '@onestory/kernel';
import type { Actor, Role } from '../deciding/actor.js';

interface Agency {
  readonly id: AgencyId;
  readonly area: AreaId;
  readonly name: string;
  readonly sector: Sector;
  /** Its services are sensitive ones: domain A2.3. */
  readonly sensitive: boolean;
}

export const SECTORS = [
  'education',
  'health',
  'council',
  'housing',
  'police',
  'voluntary',
  'social-care',
  'youth',
] as const;
type Sector = (typeof SECTORS)[number];

/** Work details only: published to every colleague of the area. */
export interface Practitioner {
  readonly id: PractitionerId;
  readonly area: AreaId;
  readonly name: string;
  readonly jobTitle: string;
  readonly phone: string;
  readonly email: string;
  readonly roles: readonly RoleHeld[];
}

export interface RoleHeld {
  readonly role: Role;
  readonly agency: AgencyId;
  readonly from: LocalDate;
  /** The leaving date: the last day. Rights end at the midnight in London that ends it. */
  readonly to?: LocalDate;
}

/** A service that a child or family can be referred to. */
interface ReferableService {
  readonly id: ReferableServiceId;
  readonly area: AreaId;
  readonly name: string;
  readonly agency: AgencyId;
  /** `family-support`, `mental-health`: for lists. */
  readonly kind: string;
  readonly sensitive: boolean;
}

/** What each policy of an area says. Days are limits: reaching them is still in time. */
interface Policies {
  readonly 'assessment-within': { readonly workingDays: number };
  readonly 'plan-within': { readonly workingDays: number };
  readonly 'review-within': { readonly days: number };
  /** Weekday 1 is Monday. */
  readonly 'panel-meets': { readonly everyWeeks: number; readonly weekday: number };
  readonly 'panel-quorum': {
    /** Numerator and denominator: [2, 3]. */
    readonly fraction: readonly [number, number];
    readonly requiredSeats: readonly string[];
    readonly chairOrVice: boolean;
  };
  readonly 'agenda-closes': { readonly workingDaysBefore: number };
}
type PolicyName = keyof Policies;

/** Holds from the beginning of `from` in London until a later one of its name does. */
type DatedPolicy = {
  readonly [Name in PolicyName]: {
    readonly name: Name;
    readonly from: LocalDate;
    readonly says: Policies[Name];
  };
}[PolicyName];

/** Who works where, what can be referred to and what the area has decided. */
export interface Register {
  readonly areas: readonly AreaId[];
  /** The person with the roles of that day; undefined when there are none: not (yet, any more) an actor. */
  actor(id: string, at: Instant): Actor | undefined;
  practitioner(id: string): Practitioner | undefined;
  agency(id: string): Agency | undefined;
  service(id: string): ReferableService | undefined;
  practitioners(area: AreaId): readonly Practitioner[];
  agencies(area: AreaId): readonly Agency[];
  services(area: AreaId): readonly ReferableService[];
  /** Undefined before the area's first policy of that name, and in an unknown area. */
  policy<Name extends PolicyName>(
    area: AreaId,
    name: Name,
    at: Instant,
  ): Policies[Name] | undefined;
}

export interface Area {
  readonly id: AreaId;
  readonly name: string;
  readonly agencies: readonly Agency[];
  readonly practitioners: readonly Practitioner[];
  readonly services: readonly ReferableService[];
  readonly policies: readonly DatedPolicy[];
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/** A register of checked areas, in memory. */
export const registerOf = (areas: readonly Area[]): Register => {
  const areaOf = byId(areas);
  const practitioners = byId(areas.flatMap((area) => area.practitioners));
  const agencies = byId(areas.flatMap((area) => area.agencies));
  const services = byId(areas.flatMap((area) => area.services));
  return {
    areas: areas.map((area) => area.id),
    actor: (id, at) => actorOn(practitioners.get(id), londonDate(at)),
    practitioner: (id) => practitioners.get(id),
    agency: (id) => agencies.get(id),
    service: (id) => services.get(id),
    practitioners: (area) => areaOf.get(area)?.practitioners ?? [],
    agencies: (area) => areaOf.get(area)?.agencies ?? [],
    services: (area) => areaOf.get(area)?.services ?? [],
    policy: (area, name, at) => policyOn(areaOf.get(area)?.policies ?? [], name, londonDate(at)),
  };
};

const actorOn = (person: Practitioner | undefined, day: LocalDate): Actor | undefined => {
  const held = person?.roles.filter((role) => role.from <= day && (!role.to || day <= role.to));
  const [first] = held ?? [];
  if (!person || !held || !first) return undefined;
  return {
    id: person.id,
    kind: 'person',
    agency: first.agency,
    area: person.area,
    roles: held.map(({ role }) => role),
  };
};

const policyOn = <Name extends PolicyName>(
  policies: readonly DatedPolicy[],
  name: Name,
  day: LocalDate,
): Policies[Name] | undefined =>
  policies
    .filter((policy) => policy.name === name && policy.from <= day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.says as Policies[Name] | undefined;
