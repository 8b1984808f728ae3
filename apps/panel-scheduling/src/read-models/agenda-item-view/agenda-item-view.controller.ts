import { Controller, Get, Param, Query } from '@nestjs/common';
import type { AgendaItemId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { AgendaItemBody } from './agenda-item-body.js';
import { AgendaItemView } from './agenda-item-view.query.js';

@Controller('agenda-items/:item')
export class AgendaItemViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('panel-scheduling.view-item')
  view(
    @Param('item', AnId) item: AgendaItemId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<AgendaItemBody> {
    const query = new AgendaItemView(asked.actor.area, item, asOf(until));
    return this.doors.query(asked, on('agenda-item', item), query);
  }
}
