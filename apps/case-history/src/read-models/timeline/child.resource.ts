import { episodesOf } from '@onestory/access';
import type { ChildId } from '@onestory/kernel';
import type { ResourceLoader } from '@onestory/service';

/** A child with the episode that its help belongs to now: whoever leads or helps there may read the history. */
export const childResource: ResourceLoader = {
  kind: 'child',
  load: async (id, { area, database }) => {
    const child = id as ChildId;
    const [episode] = await episodesOf(area, child, database);
    if (!episode) return undefined;
    // The timeline as a whole; each sensitive entry is decided on its own.
    return { kind: 'child', id, area, episode, children: [child], holders: {}, sensitive: false };
  },
};
