import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { endInvolvement } from '../../domain/involving.js';
import { childHistory } from '../../history/child.codec.js';
import { EndInvolvement } from './end-involvement.command.js';

@CommandHandler(EndInvolvement)
export class EndInvolvementHandler implements ICommandHandler<EndInvolvement> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  execute({ child, involvement, when }: EndInvolvement): Promise<Decided<Child, ChildFact>> {
    return this.children.decide(child, endInvolvement({ involvement }), when);
  }
}
