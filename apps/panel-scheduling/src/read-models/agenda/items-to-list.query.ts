import type { LocalDate, PanelSeriesId, SittingId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { WaitingItem } from '../../domain/convening.js';
import { AGENDA } from './agenda.projector.js';

interface ItemsForSitting {
  readonly sitting: SittingId;
  readonly items: readonly WaitingItem[];
}

const WAITING = `
  select distinct on (item.item)
         item.item::text, item.episode::text, item.submitted_on::text as "submittedOn",
         sitting.sitting::text
    from agenda_item item
    join sitting using (area, series)
   where area = $1 and series = $2::uuid and not item.decided
     and (cardinality(item.sittings) = 0
          or item.sittings[cardinality(item.sittings)] = any(item.deferred))
     and sitting.sitting <> all(item.deferred)
     and sitting.stage = 'scheduled' and sitting.agenda_closes >= item.submitted_on
     and sitting.date >= $3::date
   order by item.item, sitting.date`;

/**
 * What waits for this panel, and where it goes: the next sitting whose agenda was open when it reached us. Between
 * an item and a sitting the later one to be recorded must see the other, or the item would wait for ever; and what
 * was listed a moment ago must not be listed again.
 */
export const itemsToList =
  (series: PanelSeriesId, today: LocalDate): Question<readonly ItemsForSitting[]> =>
  async (from) => {
    await from.hasSeenAll(AGENDA);
    const rows = await from.database.query<WaitingItem & { sitting: SittingId }>(WAITING, [
      from.area,
      series,
      today,
    ]);
    const sittings = [...new Set(rows.map(({ sitting }) => sitting))];
    return sittings.map((sitting) => ({
      sitting,
      items: rows
        .filter((row) => row.sitting === sitting)
        .map(({ item, episode, submittedOn }) => ({ item, episode, submittedOn })),
    }));
  };
