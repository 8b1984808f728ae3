import { Controller, Get, Param } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ChildIdentity } from './child-identity.query.js';

@Controller('children/:child/identity')
export class ChildIdentityController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('child-index.view-identity')
  show(@Param('child', AnId) child: ChildId, @AskedBy() asked: Asked) {
    return this.doors.query(asked, on('child', child), new ChildIdentity(child));
  }
}
