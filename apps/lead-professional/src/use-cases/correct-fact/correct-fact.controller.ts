import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { CorrectFact } from './correct-fact.command.js';
import { CorrectFactDto } from './correct-fact.dto.js';

@Controller('episodes/:episode/corrections')
export class CorrectFactController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.correct')
  correct(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: CorrectFactDto,
    @AskedBy() asked: Asked,
  ) {
    const { event, field, now, reason } = body;
    const command = new CorrectFact(episode, { event, field, now, reason }, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }
}
