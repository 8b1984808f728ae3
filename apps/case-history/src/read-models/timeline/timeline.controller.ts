import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { Timeline } from './timeline.query.js';

@Controller('children/:child/timeline')
export class TimelineController {
  constructor(private readonly doors: Doorkeeper) {}

  /** One child's help across services, as at a date by occurrence, by recording, or both. */
  @Get()
  @Act('case-history.view-timeline')
  read(@Param('child', AnId) child: ChildId, @Query() until: Until, @AskedBy() asked: Asked) {
    return this.doors.query(
      asked,
      on('child', child),
      new Timeline(child, asked.actor, untilOf(until)),
      { readModel: 'case-history.history_v1', keys: [child] },
    );
  }
}
