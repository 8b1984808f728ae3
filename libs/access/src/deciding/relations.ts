import type { ActorId, AgencyId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';

/**
 * How an actor is bound to a thing. `involved`, `found` and `referred-to` hold for a child; `recorder`, `lead`
 * and `team` for an episode; the others are said by the service that owns the thing (Resource.holders).
 */
export const RELATIONS = [
  'involved',
  'found',
  'referred-to',
  'recorder',
  'lead',
  'team',
  'nominee',
  'nominee-agency',
  'sender',
  'receiver',
  'presenter',
  'chair',
  'vice',
  'member',
  'coordinating-agency',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Held by everybody of an agency; all others are held by one person. */
export const HELD_BY_AGENCY: ReadonlySet<Relation> = new Set<Relation>([
  'involved',
  'referred-to',
  'nominee-agency',
  'receiver',
  'coordinating-agency',
]);

/** What a service has heard of an episode and its children. Ids only. */
export interface Relationships {
  /** The episode that recorders, lead and team belong to; without it they count for nothing. */
  readonly episode?: EpisodeId;
  readonly involved: readonly { readonly child: ChildId; readonly agency: AgencyId }[];
  readonly found: readonly { readonly child: ChildId; readonly actor: ActorId }[];
  /** Agencies that are asked to help this child, by a referral that is neither declined, withdrawn nor ended. */
  readonly referred: readonly { readonly child: ChildId; readonly agency: AgencyId }[];
  readonly recorders: readonly ActorId[];
  readonly lead?: PractitionerId;
  readonly team: readonly PractitionerId[];
  /** Excluded by name, by a giver of consent. */
  readonly barred: readonly PractitionerId[];
}

export const noRelationships: Relationships = Object.freeze({
  involved: [],
  found: [],
  referred: [],
  recorders: [],
  team: [],
  barred: [],
});
