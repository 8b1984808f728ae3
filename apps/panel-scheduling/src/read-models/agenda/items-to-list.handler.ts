import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database, SittingId } from '@onestory/kernel';
import { InDatabase, RUNTIME, ServiceRuntime } from '@onestory/service';
import type { WaitingItem } from '../../domain/convening.js';
import { ItemsToList } from './items-to-list.query.js';
import type { ItemsForSitting } from './items-to-list.query.js';

const LONGEST_WAIT_MS = 2000;

/** Answered once these rows had caught up: whoever asked asks again. */
class AgendaIsBehind extends Error {
  constructor() {
    super('The agenda has not seen everything yet. It is asked again.');
    this.name = 'AgendaIsBehind';
  }
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

@QueryHandler(ItemsToList)
export class ItemsToListHandler implements IQueryHandler<ItemsToList, readonly ItemsForSitting[]> {
  constructor(
    @InDatabase() private readonly database: Database,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
  ) {}

  async execute({ area, series, today }: ItemsToList): Promise<readonly ItemsForSitting[]> {
    await this.catchUp();
    const rows = await this.database.query<WaitingItem & { sitting: SittingId }>(WAITING, [
      area,
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
  }

  /**
   * Of an item and a sitting the later one to be recorded must see the other, or the item would wait for
   * ever; and what was listed a moment ago must not be listed again.
   */
  private async catchUp(): Promise<void> {
    const head = await this.runtime.store.head();
    if (head !== undefined && !(await this.runtime.waitFor('agenda_v2', head, LONGEST_WAIT_MS)))
      throw new AgendaIsBehind();
  }
}
