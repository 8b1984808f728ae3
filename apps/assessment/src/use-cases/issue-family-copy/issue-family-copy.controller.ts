import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { IssueFamilyCopy } from './issue-family-copy.command.js';
import { IssueFamilyCopyDto } from './issue-family-copy.dto.js';

@Controller('assessments/:assessment/family-copies')
export class IssueFamilyCopyController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('assessment.issue-copy')
  issue(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: IssueFamilyCopyDto,
    @AskedBy() asked: Asked,
  ) {
    const { version, language, format, to } = body;
    const copy = { version, language, format, to };
    const command = new IssueFamilyCopy(assessment, copy, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }
}
