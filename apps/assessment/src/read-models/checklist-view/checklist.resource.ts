import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { PreAssessment, PreAssessmentFact } from '../../domain/pre-assessment.js';
import { preAssessmentHistory } from '../../history/pre-assessment.codec.js';

@Injectable()
export class ChecklistResource implements ResourceLoader {
  readonly kind = 'checklist';

  constructor(
    @StreamsOf(preAssessmentHistory)
    private readonly checklists: Streams<PreAssessment, PreAssessmentFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    return resourceOf(this.kind, id, preAssessmentHistory, await this.checklists.load(id));
  }
}
