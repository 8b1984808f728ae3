import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { CarerId, ChildId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import { refuseUnregistered, registerUnborn } from '../../domain/registering.js';
import { childHistory } from '../../history/child.codec.js';
import { RegisteredCarers } from '../../read-models/registered-carers/registered-carers.query.js';
import { RegisterUnborn } from './register-unborn.command.js';

@CommandHandler(RegisterUnborn)
export class RegisterUnbornHandler implements ICommandHandler<RegisterUnborn> {
  constructor(
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    private readonly queries: QueryBus,
  ) {}

  async execute({ given, when }: RegisterUnborn): Promise<Decided<Child, ChildFact>> {
    const { command, area } = currentContext();
    const named = given.carers.map(({ carer }) => carer);
    const registered: CarerId[] = await this.queries.execute(new RegisteredCarers(area, named));
    refuseUnregistered(given.carers, registered);
    const child = idFrom<ChildId>('child', command);
    return this.children.decide(child, registerUnborn({ child, ...given }), when);
  }
}
