import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import type { AssessmentId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import { streamAsResource, AsOf, asOf } from '@onestory/service';
import { assessment, assessmentIdOf } from '../../domain/assessment.js';
import type { Assessment } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { assessmentBody } from './assessment-body.js';
import type { AssessmentBody } from './assessment-body.js';

/** Relations to its episode count for the assessment, too. */
export const assessmentResource = streamAsResource(assessmentHistory);

const bodyOf = (id: AssessmentId, it: Assessment): AssessmentBody | undefined =>
  it.stage === 'not started' ? undefined : assessmentBody(id, it);

@Controller()
export class AssessmentView {
  constructor(private readonly door: Doorkeeper) {}

  /** The whole assessment, as it was or as it was known at a time. */
  @Get('assessments/:assessment')
  @Act('assessment.view')
  view(
    @Param('assessment', AnId) id: AssessmentId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.door.show(asked, assessmentHistory, id, ({ state }) => bodyOf(id, state), {
      until: asOf(until),
    });
  }

  /** One household, one assessment: whoever knows the episode finds it. */
  @Get('episodes/:episode/assessment')
  @Act('assessment.view')
  ofEpisode(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.view(assessmentIdOf(episode), until, asked);
  }

  /** A version as it was completed: what the family holds a copy of. */
  @Get('assessments/:assessment/versions/:version')
  @Act('assessment.view')
  version(
    @Param('assessment', AnId) id: AssessmentId,
    @Param('version', ParseIntPipe) version: number,
    @AskedBy() asked: Asked,
  ): Promise<AssessmentBody> {
    return this.door.answer(asked, on('assessment', id), async () => {
      const { facts } = await asked.load(assessmentHistory, id);
      const last = facts.findIndex(
        (it) => it.type === 'AssessmentCompleted' && it.data.version === version,
      );
      const then = facts
        .slice(0, last + 1)
        .reduce((state, it) => assessment.evolve(state, it), assessment.initial);
      return bodyOf(id, then);
    });
  }
}
