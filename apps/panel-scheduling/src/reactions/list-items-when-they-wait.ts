import { AgendaItemSubmittedV1, ItemDeferredV1, SittingScheduledV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { instant, londonDate } from '@onestory/kernel';
import type { Decision, PanelSeriesId } from '@onestory/kernel';
import { decideOn, when } from '@onestory/service';
import type { Known, Reacted } from '@onestory/service';
import { listItems } from '../domain/convening.js';
import type { WaitingItem } from '../domain/convening.js';
import { SittingIsOver } from '../domain/refusals.js';
import type { Sitting, SittingFact } from '../domain/sitting.js';
import { sittingHistory } from '../history/sitting.codec.js';
import { itemsToList } from '../read-models/agenda/items-to-list.query.js';

/** Not a refusal, which would end it: tried again, it looks for the next sitting. */
class SittingWentBy extends Error {
  constructor() {
    super('The sitting ended while its agenda was drawn up. The next one is looked for.');
    this.name = 'SittingWentBy';
  }
}

const listOrLookAgain =
  (items: readonly WaitingItem[]): Decision<Sitting, SittingFact> =>
  (it, occasion) => {
    try {
      return listItems(items)(it, occasion);
    } catch (error) {
      throw error instanceof SittingIsOver ? new SittingWentBy() : error;
    }
  };

/**
 * Everything that waits for the panel, each on its sitting: one decision for each sitting. Whatever the message was
 * about, a sitting's own events are about no family: they keep its order.
 */
const listWhatWaits = async (
  { data, recordedtime }: PublishedEvent<{ series: PanelSeriesId }>,
  known: Known,
): Promise<readonly Reacted[]> => {
  const today = londonDate(instant(recordedtime));
  const waiting = await known.ask(itemsToList(data.series, today));
  return waiting.map(({ sitting, items }) =>
    decideOn(sittingHistory, sitting, listOrLookAgain(items), { aboutTheStream: true }),
  );
};

export const listItemWhenSubmitted = when(AgendaItemSubmittedV1, 'list-item', listWhatWaits);

export const listWaitingItemsWhenSittingIsScheduled = when(
  SittingScheduledV1,
  'list-waiting-items',
  listWhatWaits,
);

export const listItemWhenDeferred = when(ItemDeferredV1, 'list-deferred-item', listWhatWaits);
