import { idFrom } from '@onestory/kernel';
import type { ActorId, AgencyId, AreaId } from '@onestory/kernel';

/** What somebody may be in an area. A role alone opens nothing about a child: see rules.ts. */
export const ROLES = [
  'index-clerk',
  'practitioner',
  'manager',
  'panel-coordinator',
  'panel-chair',
  'screener',
  'analyst',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: a person of the register as they are on that day, or a service acting by its own rules. */
export interface Actor {
  readonly id: ActorId;
  readonly kind: 'person' | 'service';
  readonly agency: AgencyId;
  readonly area: AreaId;
  /** Empty for a service: it may do what serviceRules lists under its name. */
  readonly roles: readonly Role[];
  /** The service's name, if the actor is one: `referral`. */
  readonly service?: string;
}

/** The agency of all our services. It is never involved with a child and receives nothing. */
const SERVICES_AGENCY: AgencyId = idFrom('agency', 'services');

/** A service as an actor, in the area of the message that it answers. */
export const serviceActor = (service: string, area: AreaId): Actor => ({
  id: idFrom('service actor', service),
  kind: 'service',
  agency: SERVICES_AGENCY,
  area,
  roles: [],
  service,
});
