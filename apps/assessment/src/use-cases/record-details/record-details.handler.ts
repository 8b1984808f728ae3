import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { recordDetails } from '../../domain/assessing.js';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { RecordDetails } from './record-details.command.js';

@CommandHandler(RecordDetails)
export class RecordDetailsHandler implements ICommandHandler<RecordDetails> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  execute({ assessment, said, when }: RecordDetails) {
    return this.assessments.decide(assessment, recordDetails(said), when);
  }
}
