import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { deferCancelled } from '../../domain/deferring.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { DeferCancelledItem } from './defer-cancelled-item.command.js';

@CommandHandler(DeferCancelledItem)
export class DeferCancelledItemHandler implements ICommandHandler<DeferCancelledItem> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
  ) {}

  execute(asked: DeferCancelledItem): Promise<Decided<AgendaItem, AgendaItemFact>> {
    return this.items.decide(asked.item, deferCancelled({ sitting: asked.sitting }));
  }
}
