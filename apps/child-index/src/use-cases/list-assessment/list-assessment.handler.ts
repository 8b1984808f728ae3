import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { listAssessment } from '../../domain/involving.js';
import { childHistory } from '../../history/child.codec.js';
import { ListAssessment } from './list-assessment.command.js';

@CommandHandler(ListAssessment)
export class ListAssessmentHandler implements ICommandHandler<ListAssessment> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  execute({ child, assessment }: ListAssessment): Promise<Decided<Child, ChildFact>> {
    return this.children.decide(child, listAssessment({ assessment }));
  }
}
