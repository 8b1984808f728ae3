import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { PractitionerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import { raisedAt, refuseOutside } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { completePreAssessment } from '../../domain/pre-assessment.js';
import type { PreAssessment, PreAssessmentFact } from '../../domain/pre-assessment.js';
import { concernHistory } from '../../history/concern.codec.js';
import { preAssessmentHistory } from '../../history/pre-assessment.codec.js';
import { CompleteChecklist } from './complete-checklist.command.js';

@CommandHandler(CompleteChecklist)
export class CompleteChecklistHandler implements ICommandHandler<CompleteChecklist> {
  constructor(
    @StreamsOf(preAssessmentHistory)
    private readonly checklists: Streams<PreAssessment, PreAssessmentFact>,
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
  ) {}

  async execute({ episode, said, when }: CompleteChecklist) {
    const { command, actor, agency: byAgency } = currentContext();
    const { state: concern } = await this.concerns.load(said.child);
    refuseOutside(concern, episode);
    const concernRaised = raisedAt(concern, episode);
    const by = actor as PractitionerId;
    return this.checklists.decide(
      idFrom('preAssessment', command),
      completePreAssessment({ ...said, episode, by, byAgency, concernRaised }),
      when,
    );
  }
}
