import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RecordActionNotDone } from './record-action-not-done.command.js';
import { RecordActionNotDoneDto } from './record-action-not-done.dto.js';

@Controller('episodes/:episode/actions/:action/non-completion')
export class RecordActionNotDoneController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.record-action-outcome')
  record(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() body: RecordActionNotDoneDto,
    @AskedBy() asked: Asked,
  ) {
    const { cause, reason } = body;
    const command = new RecordActionNotDone(episode, { action, cause, reason }, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }
}
