import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { carryOver } from '../../domain/submitting.js';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { CarryOverItem } from './carry-over-item.command.js';

@CommandHandler(CarryOverItem)
export class CarryOverItemHandler implements ICommandHandler<CarryOverItem> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
  ) {}

  execute({ item, from, to }: CarryOverItem): Promise<Decided<AgendaItem, AgendaItemFact>> {
    return this.items.decide(item, carryOver({ from, to }));
  }
}
