import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  on,
  pageAsked,
  PagedUntil,
  pageWithin,
  untilOf,
} from '@onestory/service';
import type { Asked } from '@onestory/service';
import { placeInTime } from '../../domain/timeline.js';
import { Timeline } from './timeline.query.js';
import type { TimelineView } from './timeline.query.js';

@Controller('children/:child/timeline')
export class TimelineController {
  constructor(private readonly doors: Doorkeeper) {}

  /** One child's help across services, as at a date by occurrence, by recording, or both. */
  @Get()
  @Act('case-history.view-timeline')
  async read(
    @Param('child', AnId) child: ChildId,
    @Query() query: PagedUntil,
    @AskedBy() asked: Asked,
  ): Promise<TimelineView> {
    const page = pageAsked(asked, query);
    const all = await this.doors.query<TimelineView>(
      asked,
      on('child', child),
      new Timeline(child, asked.actor, untilOf(query)),
      { readModel: 'case-history.history_v1', keys: [child] },
    );
    return { ...all, entries: pageWithin(asked, page, all.entries, placeInTime) };
  }
}
