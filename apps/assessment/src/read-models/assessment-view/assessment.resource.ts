import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';

/** Whoever holds something in its episode holds it to the assessment. */
@Injectable()
export class AssessmentResource implements ResourceLoader {
  readonly kind = 'assessment';

  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    return resourceOf(this.kind, id, assessmentHistory, await this.assessments.load(id));
  }
}
