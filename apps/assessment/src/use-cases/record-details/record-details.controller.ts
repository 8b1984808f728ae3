import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, malformed, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { IdentifyingDetails } from '../../domain/assessment.js';
import { RecordDetails } from './record-details.command.js';
import { RecordDetailsDto } from './record-details.dto.js';
import type { IdentifyingDetailsDto } from './record-details.dto.js';

const detailsOf = ({
  dateOfBirth,
  expectedDate,
  ...rest
}: IdentifyingDetailsDto): IdentifyingDetails => {
  if (dateOfBirth !== undefined && expectedDate === undefined) return { ...rest, dateOfBirth };
  if (expectedDate !== undefined && dateOfBirth === undefined) return { ...rest, expectedDate };
  const detail = 'needs dateOfBirth, or expectedDate before birth: give one of them';
  throw malformed([{ pointer: '#/details', detail }]);
};

@Controller('assessments/:assessment/details')
export class RecordDetailsController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('assessment.record-entry')
  record(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: RecordDetailsDto,
    @AskedBy() asked: Asked,
  ) {
    const { child, interpreter } = body;
    const said = { child, details: detailsOf(body.details), ...(interpreter && { interpreter }) };
    const command = new RecordDetails(assessment, said, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }
}
