import type { ChildId } from '@onestory/kernel';
import type { ResourceLoader } from '@onestory/service';

/**
 * The mother of a child who is not registered yet, as her other children: whoever works with one of them may
 * register the unborn. Which these are the index says, not the request.
 */
export const motherResource: ResourceLoader = {
  kind: 'mother',
  load: async (id, { area, database }) => {
    const rows = await database.query<{ readonly child: ChildId }>(
      'select child::text from index_carer where area = $1 and carer = $2 order by child',
      [area, id],
    );
    return { kind: 'mother', id, area, children: rows.map(({ child }) => child), holders: {} };
  },
};
