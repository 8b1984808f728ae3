import { Controller, Get, Param, Query } from '@nestjs/common';
import type { SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, AsOf, asOf, Doorkeeper } from '@onestory/service';
import { sittingHistory } from '../../history/sitting.codec.js';
import { sittingBody } from './sitting-body.js';
import type { SittingBody } from './sitting-body.js';

@Controller('sittings/:sitting')
export class SittingView {
  constructor(private readonly door: Doorkeeper) {}

  /** Who sat where, whether they could decide, and on what. */
  @Get()
  @Act('panel-scheduling.view-sitting')
  view(
    @Param('sitting', AnId) sitting: SittingId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<SittingBody> {
    const limits = asOf(until);
    return this.door.show(
      asked,
      sittingHistory,
      sitting,
      ({ state }) => {
        if (state.stage === 'not scheduled') return undefined;
        return sittingBody(sitting, state, { occurredAt: limits.asAt ?? asked.now() });
      },
      { until: limits },
    );
  }
}
