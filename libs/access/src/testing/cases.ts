import { idFrom } from '@onestory/kernel';
import type {
  AgencyId,
  AreaId,
  ChildId,
  EpisodeId,
  Instant,
  PractitionerId,
} from '@onestory/kernel';
import type { Actor, Role } from '../deciding/actor.js';
import type { Context, Resource } from '../deciding/decide.js';
import { noRelationships } from '../deciding/relations.js';
import type { Relation, Relationships } from '../deciding/relations.js';

export const me: PractitionerId = idFrom('me');
export const myAgency: AgencyId = idFrom('my agency');
export const child: ChildId = idFrom('child');
export const sibling: ChildId = idFrom('sibling');
export const episode: EpisodeId = idFrom('episode');
export const ashcombe = 'ashcombe' as AreaId;
export const brackenfield = 'brackenfield' as AreaId;
export const now = '2026-03-10T09:00:00.000Z' as Instant;

export const somebody = (...roles: Role[]): Actor => ({
  id: me,
  kind: 'person',
  agency: myAgency,
  area: ashcombe,
  roles,
});

export const thing = (as: Partial<Resource> = {}): Resource => ({
  kind: 'thing',
  id: idFrom('thing'),
  area: ashcombe,
  episode,
  children: [child],
  holders: {},
  ...as,
});

export const heard = (as: Partial<Relationships> = {}): Context => ({
  at: now,
  relationships: { ...noRelationships, episode, ...as },
});

const HEARD: Readonly<Record<string, Partial<Relationships>>> = {
  none: {},
  involved: { involved: [{ child, agency: myAgency }] },
  found: { found: [{ child, actor: me }] },
  'referred-to': { referred: [{ child, agency: myAgency }] },
  recorder: { recorders: [me] },
  lead: { lead: me },
  team: { team: [me] },
};

/** Said again here, so that the table also reviews what an agency holds together. */
const OF_AN_AGENCY: readonly string[] = ['nominee-agency', 'receiver', 'coordinating-agency'];

/** As a service would hear of it, or as its own state would say: exactly this one relation. */
export const bound = (relation: Relation | 'none'): [Partial<Resource>, Partial<Relationships>] => {
  const byEvents = HEARD[relation];
  if (byEvents || relation === 'none') return [{}, byEvents ?? {}];
  return [{ holders: { [relation]: [OF_AN_AGENCY.includes(relation) ? myAgency : me] } }, {}];
};
