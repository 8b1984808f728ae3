import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ChildEntry } from './child-entry.query.js';
import type { ChildEntryView } from './child-entry.query.js';

@Controller('children/:child')
export class ChildEntryController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Who is involved with this child, and whom to ask. */
  @Get()
  @Act('child-index.view-entry')
  show(
    @Param('child', AnId) child: ChildId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<ChildEntryView> {
    return this.doors.query(asked, on('child', child), new ChildEntry(child, untilOf(until)));
  }
}
