import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, contentOf } from '@onestory/service';
import { assessNeed } from '../domain/assessing.js';
import type { EntryId } from '../domain/assessment.js';
import { assessmentHistory } from '../history/assessment.codec.js';
import { EntryRequest } from './entry.dto.js';

class AssessNeedRequest extends EntryRequest {
  @IsText(4000)
  readonly need!: string;
}

@Controller('assessments/:assessment/needs')
export class AssessNeed {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.record-entry')
  record(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() said: AssessNeedRequest,
    @AskedBy() asked: Asked,
  ) {
    const entry = asked.newId<EntryId>('assessmentEntry');
    const decision = assessNeed({ entry, by: asked.by, ...contentOf(said) });
    return this.door.decide(asked, assessmentHistory, id, decision, said);
  }
}
