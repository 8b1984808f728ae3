import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AgreeActions } from './agree-actions.command.js';
import { AgreeActionsDto } from './agree-actions.dto.js';

@Controller('episodes/:episode/actions')
export class AgreeActionsController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.agree-actions')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AgreeActionsDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new AgreeActions(episode, body.actions, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}`,
    });
  }
}
