import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { nameContact } from '../../domain/involving.js';
import { childHistory } from '../../history/child.codec.js';
import { NameContact } from './name-contact.command.js';

@CommandHandler(NameContact)
export class NameContactHandler implements ICommandHandler<NameContact> {
  constructor(@StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>) {}

  execute({ child, contact }: NameContact): Promise<Decided<Child, ChildFact>> {
    return this.children.decide(child, nameContact(contact));
  }
}
