import type { AsOf, Loaded } from '@onestory/event-sourcing';
import type { SittingId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';

/** The sittings that had an item on their agenda, in the order in which it came to them. */
export const sittingsOfItem =
  (item: string, until?: AsOf): Question<readonly Loaded<Sitting, SittingFact>[]> =>
  async (from) => {
    const [row] = await from.database.query<{ sittings: readonly SittingId[] }>(
      'select sittings::text[] from agenda_item where area = $1 and item = $2::uuid',
      [from.area, item],
    );
    return Promise.all((row?.sittings ?? []).map((id) => from.load(sittingHistory, id, until)));
  };
