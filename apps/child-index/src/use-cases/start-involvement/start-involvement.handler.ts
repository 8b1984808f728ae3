import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Child, ChildFact, InvolvementId } from '../../domain/child.js';
import { startInvolvement } from '../../domain/involving.js';
import { NotInTheRegister } from '../../domain/refusals.js';
import { childHistory } from '../../history/child.codec.js';
import { StartInvolvement } from './start-involvement.command.js';

@CommandHandler(StartInvolvement)
export class StartInvolvementHandler implements ICommandHandler<StartInvolvement> {
  constructor(
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ child, given, when }: StartInvolvement): Promise<Decided<Child, ChildFact>> {
    const involvement = idFrom<InvolvementId>('involvement', currentContext().command);
    const sensitive = given.sensitive || this.agencyOf(given).sensitive;
    const decision = startInvolvement({ ...given, involvement, sensitive });
    return this.children.decide(child, decision, when);
  }

  private agencyOf({ agency: id, practitioner }: StartInvolvement['given']) {
    const { register } = this.platform;
    const agency = register.agency(id);
    const worksThere = (person: string) =>
      register.practitioner(person)?.roles.some((role) => role.agency === id) ?? false;
    if (agency?.area !== currentContext().area || (practitioner && !worksThere(practitioner)))
      throw new NotInTheRegister();
    return agency;
  }
}
