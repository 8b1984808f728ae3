import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { liveInvolvementOf } from '../../domain/involving.js';
import type { Child } from '../../domain/child.js';
import { StartInvolvement } from './start-involvement.command.js';
import { StartInvolvementDto } from './start-involvement.dto.js';

@Controller('children/:child/involvements')
export class StartInvolvementController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The Location names the involvement: what ends it is there, at `/end`. */
  @Post()
  @Act('child-index.start-involvement')
  start(
    @Param('child', AnId) child: ChildId,
    @Body() body: StartInvolvementDto,
    @AskedBy() asked: Asked,
  ) {
    const given = { sensitive: false, ...saidIn(body) };
    return this.doors.command(
      asked,
      on('child', child),
      new StartInvolvement(child, given, momentOf(body)),
      {
        createsAt: (id, { state }) =>
          `/children/${id}/involvements/${liveInvolvementOf(state as Child, given) ?? ''}`,
      },
    );
  }
}
