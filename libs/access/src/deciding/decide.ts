import type { AreaId, ChildId, EpisodeId, Instant } from '@onestory/kernel';
import type { Actor, Role } from './actor.js';
import { HELD_BY_AGENCY } from './relations.js';
import type { Relation, Relationships } from './relations.js';
import { rules, serviceRules } from './rules.js';
import type { ActName, FactName, Grant } from './rules.js';

/** What is asked for, as its owning service knows it from its own state. */
export interface Resource {
  /** `referral`, `assessment`: for the access record. */
  readonly kind: string;
  readonly id: string;
  readonly area: AreaId;
  readonly episode?: EpisodeId;
  readonly children: readonly ChildId[];
  /**
   * Ids per relation. Where a relation is given, empty too, it holds over what was heard from others:
   * the owner of a thing knows best.
   */
  readonly holders: Readonly<Partial<Record<Relation, readonly string[]>>>;
  /** Persons whom the owner keeps from this thing, like a panel member with a declared interest. */
  readonly barred?: readonly string[];
  /** Whether it belongs to a sensitive service. Left open, it counts as sensitive if the rules make a difference. */
  readonly sensitive?: boolean;
  readonly facts?: Readonly<Partial<Record<FactName, boolean>>>;
}

export interface Context {
  readonly at: Instant;
  readonly relationships: Relationships;
}

export interface Allowed {
  readonly allow: true;
  readonly rule: string;
  /** What binds the person to the thing, of all that the rule names the first that holds. */
  readonly relation?: Relation | 'none needed';
}
/** 404: there is no such thing for this actor. 403 only when the role never may. */
type Denied = { readonly allow: false; readonly status: 403 | 404; readonly rule: string };
export type Verdict = Allowed | Denied;

const notThere = (rule: string): Denied => ({ allow: false, status: 404, rule });

/**
 * May this actor do this? Pure and total: the same inputs give the same answer, and whatever is unknown
 * or missing is a no. Order: account, area, named bar, role, sensitivity, relation.
 */
export const decide = (
  actor: Actor | undefined,
  action: ActName,
  resource: Resource,
  context: Context,
): Verdict => {
  if (!actor?.id || !actor.area) return notThere('account');
  if (actor.area !== resource.area) return notThere('area');
  if (actor.kind === 'service') return decideForService(actor, action);
  if (actor.kind !== 'person') return notThere('account');
  return decideForPerson(actor, action, resource, context);
};

const decideForService = (actor: Actor, action: string): Verdict => {
  const service = actor.service ?? '';
  const listed = Object.hasOwn(serviceRules, service)
    ? (serviceRules as Record<string, readonly string[]>)[service]
    : undefined;
  return listed?.includes(action) ? { allow: true, rule: action } : notThere('service');
};

const decideForPerson = (
  actor: Actor,
  action: string,
  resource: Resource,
  context: Context,
): Verdict => {
  if (isBarred(actor, resource, context)) return notThere('bar');
  if (!Object.hasOwn(rules, action)) return notThere('unknown-action');
  const grants = (rules as Record<string, readonly Grant[]>)[action] ?? [];

  const ofRole = grants.filter((grant) => roleIn(actor, grant));
  if (ofRole.length === 0) return { allow: false, status: 403, rule: `${action}:role` };

  const open = isSensitive(resource, grants)
    ? ofRole.filter((grant) => grant.evenIfSensitive)
    : ofRole;
  if (open.length === 0) return notThere(`${action}:sensitive`);

  for (const grant of open) {
    const held = relationIn(actor, grant, resource, context);
    if (held && factsAre(grant, resource))
      return { allow: true, rule: `${action}:${roleIn(actor, grant)}:${held}`, relation: held };
  }
  return notThere(`${action}:relation`);
};

const isBarred = (actor: Actor, resource: Resource, context: Context): boolean =>
  [...context.relationships.barred, ...(resource.barred ?? [])].includes(actor.id);

const roleIn = (actor: Actor, grant: Grant): Role | undefined =>
  grant.roles.find((role) => actor.roles.includes(role));

/** Not knowing whether a thing is sensitive is treated as yes, where it matters. */
const isSensitive = (resource: Resource, grants: readonly Grant[]): boolean =>
  resource.sensitive ?? grants.some((grant) => grant.evenIfSensitive);

const factsAre = (grant: Grant, resource: Resource): boolean =>
  Object.entries(grant.where ?? {}).every(
    ([name, value]) => resource.facts?.[name as FactName] === value,
  );

const relationIn = (
  actor: Actor,
  grant: Grant,
  resource: Resource,
  context: Context,
): Relation | 'none needed' | undefined =>
  grant.relations === 'none needed'
    ? grant.relations
    : grant.relations.find((relation) => holds(actor, relation, grant, resource, context));

const holds = (
  actor: Actor,
  relation: Relation,
  grant: Grant,
  resource: Resource,
  context: Context,
): boolean => {
  const holder: string = HELD_BY_AGENCY.has(relation) ? actor.agency : actor.id;
  const own = resource.holders[relation];
  if (own) return own.includes(holder);
  const children = childrenOf(relation, context.relationships);
  if (children) {
    const held = (child: ChildId) =>
      children.some((one) => one.child === child && one.holder === holder);
    return grant.anyChild
      ? resource.children.some(held)
      : resource.children.length > 0 && resource.children.every(held);
  }
  return ofEpisode(relation, resource, context.relationships).includes(holder);
};

const childrenOf = (
  relation: Relation,
  heard: Relationships,
): readonly { child: ChildId; holder: string }[] | undefined => {
  if (relation === 'involved')
    return heard.involved.map(({ child, agency }) => ({ child, holder: agency }));
  if (relation === 'found')
    return heard.found.map(({ child, actor }) => ({ child, holder: actor }));
  if (relation === 'referred-to')
    return heard.referred.map(({ child, agency }) => ({ child, holder: agency }));
  return undefined;
};

/** Relations of another episode than the resource's are no relations. */
const ofEpisode = (
  relation: Relation,
  resource: Resource,
  heard: Relationships,
): readonly string[] => {
  if (!resource.episode || resource.episode !== heard.episode) return [];
  if (relation === 'recorder') return heard.recorders;
  if (relation === 'lead') return heard.lead ? [heard.lead] : [];
  if (relation === 'team') return heard.team;
  return [];
};
