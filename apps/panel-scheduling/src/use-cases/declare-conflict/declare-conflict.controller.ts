import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { DeclareConflict } from './declare-conflict.command.js';
import { DeclareConflictDto } from './declare-conflict.dto.js';

@Controller('sittings/:sitting/conflicts')
export class DeclareConflictController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('panel-scheduling.declare-conflict')
  declare(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: DeclareConflictDto,
    @AskedBy() asked: Asked,
  ) {
    const { seat, interest } = body;
    const declared = { item: body.item as AgendaItemId, seat, interest };
    const command = new DeclareConflict(sitting, declared, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command);
  }
}
