import { Controller, Get, Param, Query } from '@nestjs/common';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ChecklistView } from './checklist-view.query.js';

@Controller('checklists/:checklist')
export class ChecklistViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('assessment.view')
  view(@Param('checklist', AnId) id: string, @Query() until: Until, @AskedBy() asked: Asked) {
    return this.doors.query(asked, on('checklist', id), new ChecklistView(id, untilOf(until)));
  }
}
