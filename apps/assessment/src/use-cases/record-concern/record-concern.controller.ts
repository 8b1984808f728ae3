import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RecordConcern } from './record-concern.command.js';
import { RecordConcernDto } from './record-concern.dto.js';

@Controller('children/:child/concerns')
export class RecordConcernController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('assessment.record-concern')
  record(
    @Param('child', AnId) child: ChildId,
    @Body() body: RecordConcernDto,
    @AskedBy() asked: Asked,
  ) {
    const { concern, source } = body;
    return this.doors.command(
      asked,
      on('child', child),
      new RecordConcern(child, { concern, source }, momentOf(body)),
      { createsAt: (id) => `/children/${id}/concerns` },
    );
  }
}
