import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ConcernsOfChild } from './concerns-of-child.query.js';

@Controller('children/:child/concerns')
export class ConcernsOfChildController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('assessment.view')
  view(@Param('child', AnId) child: ChildId, @Query() until: Until, @AskedBy() asked: Asked) {
    const query = new ConcernsOfChild(child, asked.actor, untilOf(until));
    return this.doors.query(asked, on('concerns', child), query);
  }
}
