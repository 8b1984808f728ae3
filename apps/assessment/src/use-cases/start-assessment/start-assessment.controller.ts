import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { StartAssessment } from './start-assessment.command.js';
import { StartAssessmentDto } from './start-assessment.dto.js';

@Controller('episodes/:episode/assessment')
export class StartAssessmentController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('assessment.start-assessment')
  start(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: StartAssessmentDto,
    @AskedBy() asked: Asked,
  ) {
    const { children, present, ledTo, joinEpisodes } = body;
    const said = {
      children,
      ...(present !== undefined && { present }),
      ...(ledTo !== undefined && { ledTo }),
      ...(joinEpisodes !== undefined && { joinEpisodes }),
    };
    return this.doors.command(
      asked,
      on('household', episode, { children }),
      new StartAssessment(episode, said, momentOf(body)),
      { createsAt: (id) => `/assessments/${id}` },
    );
  }
}
