import { idFrom } from '@onestory/kernel';
import type {
  AgencyId,
  AreaId,
  ChildId,
  EpisodeId,
  Instant,
  PractitionerId,
} from '@onestory/kernel';
import type { Actor, Role } from '../actor.js';
import type { Context, Resource } from '../decide.js';
import { HELD_BY_AGENCY, noRelationships } from '../relations.js';
import type { Relation, Relationships } from '../relations.js';

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

/** As a service would hear of it, or as its own state would say: exactly this one relation. */
export const bound = (relation: Relation | 'none'): [Partial<Resource>, Partial<Relationships>] => {
  switch (relation) {
    case 'none':
      return [{}, {}];
    case 'involved':
      return [{}, { involved: [{ child, agency: myAgency }] }];
    case 'found':
      return [{}, { found: [{ child, actor: me }] }];
    case 'recorder':
      return [{}, { recorders: [me] }];
    case 'lead':
      return [{}, { lead: me }];
    case 'team':
      return [{}, { team: [me] }];
    default:
      return [{ holders: { [relation]: [HELD_BY_AGENCY.has(relation) ? myAgency : me] } }, {}];
  }
};
