import { Controller, Get, Param, Query } from '@nestjs/common';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { SittingBody } from './sitting-body.js';
import { SittingView } from './sitting-view.query.js';

@Controller('sittings/:sitting')
export class SittingViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('panel-scheduling.view-sitting')
  view(
    @Param('sitting', AnId) sitting: SittingId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<SittingBody> {
    return this.doors.query(asked, on('sitting', sitting), new SittingView(sitting, asOf(until)));
  }
}
