import { Controller, Get } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AreaCounts } from './area-counts.query.js';
import type { AreaCountsView } from './area-counts.query.js';

@Controller('area-counts')
export class AreaCountsController {
  constructor(private readonly doors: Doorkeeper) {}

  /** How often each kind of event happened in the analyst's own area: nobody is named, small numbers are hidden. */
  @Get()
  @Act('case-history.count-area')
  read(@AskedBy() asked: Asked): Promise<AreaCountsView> {
    const { area } = asked.actor;
    return this.doors.query(asked, on('area', area), new AreaCounts(area), {
      readModel: 'case-history.history_v1',
    });
  }
}
