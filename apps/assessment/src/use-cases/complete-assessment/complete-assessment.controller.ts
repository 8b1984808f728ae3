import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, Occurrence, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { CompleteAssessment } from './complete-assessment.command.js';

@Controller('assessments/:assessment/completion')
export class CompleteAssessmentController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Makes the next version of what was read: whatever came in between is read first. */
  @Post()
  @Act('assessment.complete')
  complete(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const command = new CompleteAssessment(assessment, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command, {
      needsRevision: true,
    });
  }
}
