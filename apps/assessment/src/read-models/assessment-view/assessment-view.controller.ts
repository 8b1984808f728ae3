import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import type { AssessmentId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { assessmentIdOf } from '../../domain/assessment.js';
import type { AssessmentBody } from './assessment-body.js';
import { AssessmentVersion, AssessmentView } from './assessment-view.query.js';

@Controller()
export class AssessmentViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get('assessments/:assessment')
  @Act('assessment.view')
  view(
    @Param('assessment', AnId) id: AssessmentId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.doors.query(asked, on('assessment', id), new AssessmentView(id, untilOf(until)));
  }

  /** One household, one assessment: whoever knows the episode finds it. */
  @Get('episodes/:episode/assessment')
  @Act('assessment.view')
  ofEpisode(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.view(assessmentIdOf(episode), until, asked);
  }

  @Get('assessments/:assessment/versions/:version')
  @Act('assessment.view')
  version(
    @Param('assessment', AnId) id: AssessmentId,
    @Param('version', ParseIntPipe) version: number,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.doors.query(asked, on('assessment', id), new AssessmentVersion(id, version));
  }
}
