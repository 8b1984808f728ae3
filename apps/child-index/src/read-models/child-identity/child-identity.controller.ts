import { Controller, Get, Param } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ChildIdentity } from './child-identity.query.js';
import type { ChildIdentityView } from './child-identity.query.js';

@Controller('children/:child/identity')
export class ChildIdentityController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Who a child is whom a referral names, and no more. */
  @Get()
  @Act('child-index.view-identity')
  show(@Param('child', AnId) child: ChildId, @AskedBy() asked: Asked): Promise<ChildIdentityView> {
    return this.doors.query(asked, on('child', child), new ChildIdentity(child));
  }
}
