import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AgreeToTakePart } from './agree-to-take-part.command.js';
import { AgreeToTakePartDto } from './agree-to-take-part.dto.js';

@Controller('episodes/:episode/participations')
export class AgreeToTakePartController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('information-sharing.record-consent')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AgreeToTakePartDto,
    @AskedBy() asked: Asked,
  ) {
    const { giver, serviceNotConditional } = body;
    return this.doors.command(
      asked,
      on('episode', episode),
      new AgreeToTakePart(episode, giver, serviceNotConditional, momentOf(body)),
      { createsAt: (id) => `/consents/${id}` },
    );
  }
}
