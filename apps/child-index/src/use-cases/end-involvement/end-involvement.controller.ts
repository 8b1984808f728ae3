import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { InvolvementId } from '../../domain/child.js';
import { EndInvolvement } from './end-involvement.command.js';

@Controller('children/:child/involvements/:involvement/end')
export class EndInvolvementController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('child-index.end-involvement')
  end(
    @Param('child', AnId) child: ChildId,
    @Param('involvement', AnId) involvement: InvolvementId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new EndInvolvement(child, involvement, momentOf(body));
    return this.doors.command(asked, on('child', child), command);
  }
}
