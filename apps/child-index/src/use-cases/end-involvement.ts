import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import type { InvolvementId } from '../domain/child.js';
import { endInvolvement } from '../domain/involving.js';
import { childHistory } from '../history/child.codec.js';

@Controller('children/:child/involvements/:involvement/end')
export class EndInvolvement {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('child-index.end-involvement')
  end(
    @Param('child', AnId) child: ChildId,
    @Param('involvement', AnId) involvement: InvolvementId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    return this.door.decide(asked, childHistory, child, endInvolvement({ involvement }), said);
  }
}
