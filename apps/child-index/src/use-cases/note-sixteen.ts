import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { noteSixteen } from '../domain/registering.js';
import { childHistory } from '../history/child.codec.js';

@Controller('children/:child/sixteenth-birthday')
export class NoteSixteen {
  constructor(private readonly door: Doorkeeper) {}

  /** The young person is 16 by the birthday on record, and decides for themself from now on. */
  @Post()
  @Act('child-index.note-sixteen')
  note(@Param('child', AnId) child: ChildId, @Body() said: Occurrence, @AskedBy() asked: Asked) {
    return this.door.decide(asked, childHistory, child, noteSixteen(), said);
  }
}
