import { AgendaItemSubmittedV1, ItemDeferredV1, SittingScheduledV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { instant, londonDate } from '@onestory/kernel';
import type { PanelSeriesId } from '@onestory/kernel';
import { when } from '@onestory/service';
import type { Known, Reacted } from '@onestory/service';
import { ItemsToList } from '../read-models/agenda/items-to-list.query.js';
import type { ItemsForSitting } from '../read-models/agenda/items-to-list.query.js';
import { ListItems } from '../use-cases/list-items/list-items.command.js';

/** Everything that waits for the panel, each on its sitting: one command for each sitting. */
const listWhatWaits = async (
  { area, data, recordedtime }: PublishedEvent<{ series: PanelSeriesId }>,
  known: Known,
): Promise<readonly Reacted[]> => {
  const today = londonDate(instant(recordedtime));
  const waiting = await known.ask<readonly ItemsForSitting[]>(
    new ItemsToList(area, data.series, today),
  );
  return waiting.map(({ sitting, items }) => ({
    stream: `sitting-${sitting}`,
    command: new ListItems(sitting, items),
  }));
};

export const listItemWhenSubmitted = when(AgendaItemSubmittedV1, 'list-item', listWhatWaits);

export const listWaitingItemsWhenSittingIsScheduled = when(
  SittingScheduledV1,
  'list-waiting-items',
  listWhatWaits,
);

export const listItemWhenDeferred = when(ItemDeferredV1, 'list-deferred-item', listWhatWaits);
