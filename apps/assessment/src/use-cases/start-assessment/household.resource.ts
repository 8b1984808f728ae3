import { childrenOf, decide, membershipsOf, readAllRelationships } from '@onestory/access';
import type { Actor } from '@onestory/access';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import type { ResourceLoader, Sources } from '@onestory/service';

const RECORD = 'assessment.record-concern';
const START = 'assessment.start-assessment';

/** A way in which somebody may be bound to a child. */
interface Way {
  readonly action: typeof RECORD | typeof START;
  readonly children: readonly [ChildId];
  readonly episode?: EpisodeId;
}

/**
 * An episode together with the children that the request would make its own. Naming a child is asking for that
 * child's record: whoever is not bound to it gets the answer of an unknown id, and learns nothing.
 */
export const householdResource: ResourceLoader<{ readonly children: readonly ChildId[] }> = {
  kind: 'household',
  load: async (id, asked, named) => {
    const { area, database } = asked;
    const episode = id as EpisodeId;
    const members = await childrenOf(area, episode, database);
    if (members.length === 0) return undefined;
    const others = named.children.filter((child) => !members.includes(child));
    if (!(await areBound(asked.actor, others, asked))) return undefined;
    const children = [...members, ...others];
    return { kind: 'household', id, area, episode, children, holders: {} };
  },
};

/** To every one: by the child itself, or by an episode of which it is a member. */
const areBound = async (
  actor: Actor,
  children: readonly ChildId[],
  from: Sources,
): Promise<boolean> => {
  if (children.length === 0) return true;
  const { area, database } = from;
  const at = from.now();
  const ways: readonly Way[] = [
    ...children.map((child): Way => ({ action: RECORD, children: [child] })),
    ...(await membershipsOf(area, children, database)).map(({ child, episode }): Way => ({
      action: START,
      children: [child],
      episode,
    })),
  ];
  const known = await readAllRelationships({ area, at }, ways, database);
  const bound = known.filter(({ of: { action, ...about }, relationships }) => {
    const resource = { kind: 'child', id: about.children[0], area, ...about, holders: {} };
    return decide(actor, action, resource, { at, relationships }).allow;
  });
  return children.every((child) => bound.some(({ of }) => of.children[0] === child));
};
