import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { declareInquorate } from '../../domain/convening.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { DeclareInquorate } from './declare-inquorate.command.js';

@CommandHandler(DeclareInquorate)
export class DeclareInquorateHandler implements ICommandHandler<DeclareInquorate> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
  ) {}

  async execute(asked: DeclareInquorate): Promise<Decided<Sitting, SittingFact>> {
    const { sitting, views, when } = asked;
    const settled = await this.settledAt(sitting);
    return this.sittings.decide(sitting, declareInquorate({ settled, views }), when);
  }

  /** What was decided while the panel was quorate, or deferred, is in the streams of the items. */
  private async settledAt(sitting: SittingId): Promise<readonly AgendaItemId[]> {
    const { state } = await this.sittings.load(sitting);
    if (state.stage === 'not scheduled') return [];
    const items = await Promise.all(state.items.map(({ item }) => this.items.load(item)));
    return items.flatMap(({ state: it }) =>
      it.stage === 'decided' || (it.stage === 'submitted' && it.deferredAt.includes(sitting))
        ? [it.item]
        : [],
    );
  }
}
