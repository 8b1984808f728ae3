import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, Occurrence } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { FinishAction } from './finish-action.command.js';

@Controller('episodes/:episode/actions/:action/completion')
export class FinishActionController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.record-action-outcome')
  finish(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new FinishAction(episode, action, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }
}
