import { episodesOf, readRelationships } from '@onestory/access';
import type { StoredFact } from '@onestory/event-sourcing';
import type { ActorId, ChildId } from '@onestory/kernel';
import { resourceOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { ChildFact } from '../../domain/child.js';
import { childHistory } from '../../history/child.codec.js';

/**
 * A registered child, in the area where it was registered, and in its latest episode of help: whoever leads
 * or is of the team there may see the entry. A bar of any of its episodes holds.
 */
export const childResource: ResourceLoader = {
  kind: 'child',
  load: async (id, asked) => {
    const { area, database } = asked;
    const child = id as ChildId;
    const about = { area, children: [child], at: asked.now() };
    const [loaded, [episode], heard] = await Promise.all([
      asked.load(childHistory, id),
      episodesOf(area, child, database),
      readRelationships(about, database),
    ]);
    const found = [...heard.found.map(({ actor }) => actor), ...registrarOf(loaded.facts)];
    const known = resourceOf('child', id, childHistory, loaded, {
      barred: heard.barred,
      holders: { found },
    });
    return known && { ...known, ...(episode && { episode }) };
  },
};

/** The actor who registered a child need not look for it. */
const registrarOf = ([first]: readonly StoredFact<ChildFact>[]): readonly ActorId[] =>
  first ? [first.actor] : [];
