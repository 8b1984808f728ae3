import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AssessNeed, FindStrength } from './record-entry.command.js';
import type { Entry } from './record-entry.command.js';
import { AssessNeedDto, FindStrengthDto } from './record-entry.dto.js';

const entryOf = ({
  child,
  element,
  basis,
  reportedBy,
  evidenceDate,
}: AssessNeedDto | FindStrengthDto): Entry => ({
  child,
  element,
  basis,
  ...(reportedBy !== undefined && { reportedBy }),
  ...(evidenceDate !== undefined && { evidenceDate }),
});

@Controller('assessments/:assessment')
export class RecordEntryController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post('needs')
  @Act('assessment.record-entry')
  need(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: AssessNeedDto,
    @AskedBy() asked: Asked,
  ) {
    const said = { ...entryOf(body), need: body.need };
    const command = new AssessNeed(assessment, said, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }

  @Post('strengths')
  @Act('assessment.record-entry')
  strength(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: FindStrengthDto,
    @AskedBy() asked: Asked,
  ) {
    const said = { ...entryOf(body), strength: body.strength };
    const command = new FindStrength(assessment, said, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }
}
