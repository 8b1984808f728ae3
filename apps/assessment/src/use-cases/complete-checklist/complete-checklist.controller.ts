import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { CompleteChecklist } from './complete-checklist.command.js';
import { CompleteChecklistDto } from './complete-checklist.dto.js';

@Controller('episodes/:episode/checklists')
export class CompleteChecklistController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('assessment.complete-checklist')
  complete(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: CompleteChecklistDto,
    @AskedBy() asked: Asked,
  ) {
    const { child, answers, notes, outcome, reason } = body;
    const said = { child, answers, outcome, reason, ...(notes !== undefined && { notes }) };
    return this.doors.command(
      asked,
      on('episode', episode),
      new CompleteChecklist(episode, said, momentOf(body)),
      { createsAt: (id) => `/checklists/${id}` },
    );
  }
}
