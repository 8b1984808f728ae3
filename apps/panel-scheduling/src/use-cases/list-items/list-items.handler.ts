import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, inContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { listItems } from '../../domain/convening.js';
import { SittingIsOver } from '../../domain/refusals.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { ListItems } from './list-items.command.js';

/** Not a refusal, which would end it: whoever asked looks for the next sitting. */
class SittingWentBy extends Error {
  constructor() {
    super('The sitting ended while its agenda was drawn up. The next one is looked for.');
    this.name = 'SittingWentBy';
  }
}

@CommandHandler(ListItems)
export class ListItemsHandler implements ICommandHandler<ListItems> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
  ) {}

  /** Whatever the message was about, a sitting's own events are about no family: they keep its order. */
  async execute({ sitting, items }: ListItems): Promise<Decided<Sitting, SittingFact>> {
    const { about: _family, ...context } = currentContext();
    try {
      return await inContext(context, () => this.sittings.decide(sitting, listItems(items)));
    } catch (error) {
      throw error instanceof SittingIsOver ? new SittingWentBy() : error;
    }
  }
}
