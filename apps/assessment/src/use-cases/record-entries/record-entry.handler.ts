import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { PractitionerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import { assessNeed, findStrength } from '../../domain/assessing.js';
import type { Assessment, AssessmentFact, EntryId } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { AssessNeed, FindStrength } from './record-entry.command.js';

const newEntry = (): { entry: EntryId; by: PractitionerId } => {
  const { command, actor } = currentContext();
  return { entry: idFrom('assessmentEntry', command), by: actor as PractitionerId };
};

@CommandHandler(AssessNeed)
export class AssessNeedHandler implements ICommandHandler<AssessNeed> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  execute({ assessment, said, when }: AssessNeed) {
    return this.assessments.decide(assessment, assessNeed({ ...newEntry(), ...said }), when);
  }
}

@CommandHandler(FindStrength)
export class FindStrengthHandler implements ICommandHandler<FindStrength> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  execute({ assessment, said, when }: FindStrength) {
    return this.assessments.decide(assessment, findStrength({ ...newEntry(), ...said }), when);
  }
}
