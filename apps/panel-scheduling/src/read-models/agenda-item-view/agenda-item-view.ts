import { Controller, Get, Param, Query } from '@nestjs/common';
import { idOf } from '@onestory/event-sourcing';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, AsOf, asOf, Doorkeeper, on } from '@onestory/service';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { agendaItemBody } from './agenda-item-body.js';
import type { AgendaItemBody } from './agenda-item-body.js';
import { sittingsOfItem } from './sittings-of-item.query.js';

@Controller('agenda-items/:item')
export class AgendaItemView {
  constructor(private readonly door: Doorkeeper) {}

  /** What the panel was asked for a family, how long they have waited, and what was decided. */
  @Get()
  @Act('panel-scheduling.view-item')
  view(
    @Param('item', AnId) id: AgendaItemId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<AgendaItemBody> {
    const limits = asOf(until);
    return this.door.show(
      asked,
      agendaItemHistory,
      id,
      async ({ state }) => {
        if (state.stage === 'not submitted') return undefined;
        const listing = (await asked.ask(sittingsOfItem(id, limits))).filter(
          (it) =>
            it.state.stage !== 'not scheduled' && it.state.items.some(({ item }) => item === id),
        );
        const last = listing.at(-1);
        const sitting = last && (idOf(last.stream) as SittingId);
        const sittings = listing.map((it) => it.state);
        return agendaItemBody(state, sitting, sittings, limits.asAt ?? asked.now());
      },
      { on: on('agenda-item', id), until: limits },
    );
  }
}
