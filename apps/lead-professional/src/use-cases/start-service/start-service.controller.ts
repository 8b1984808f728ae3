import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, Occurrence } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { StartService } from './start-service.command.js';

@Controller('episodes/:episode/actions/:action/service-start')
export class StartServiceController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.record-service')
  start(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new StartService(episode, action, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }
}
