import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { endContact } from '../../domain/involving.js';
import { childHistory } from '../../history/child.codec.js';
import { EndContact } from './end-contact.command.js';

@CommandHandler(EndContact)
export class EndContactHandler implements ICommandHandler<EndContact> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  execute({ child, contact }: EndContact): Promise<Decided<Child, ChildFact>> {
    return this.children.decide(child, endContact(contact));
  }
}
