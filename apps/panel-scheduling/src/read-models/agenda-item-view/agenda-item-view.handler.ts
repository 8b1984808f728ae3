import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { idOf, Streams } from '@onestory/event-sourcing';
import type { SittingId } from '@onestory/kernel';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { agendaItemBody } from './agenda-item-body.js';
import type { AgendaItemBody } from './agenda-item-body.js';
import { AgendaItemView } from './agenda-item-view.query.js';
import { SittingsOfItem } from './sittings-of-item.js';

type Answer = View<AgendaItemBody> | undefined;

@QueryHandler(AgendaItemView)
export class AgendaItemViewHandler implements IQueryHandler<AgendaItemView, Answer> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly sittings: SittingsOfItem,
  ) {}

  async execute({ area, item, until }: AgendaItemView): Promise<Answer> {
    const { state, stream, revision } = await this.items.load(item, until);
    if (state.stage === 'not submitted') return undefined;
    const loaded = await this.sittings.load(await this.sittings.ids(area, item), until);
    const listing = loaded.filter(
      (it) => it.state.stage !== 'not scheduled' && it.state.items.some((one) => one.item === item),
    );
    const last = listing.at(-1);
    const sitting = last && (idOf(last.stream) as SittingId);
    const at = until.asAt ?? this.platform.clock.now();
    const states = listing.map((it) => it.state);
    return new View(agendaItemBody(state, sitting, states, at), { stream, revision });
  }
}
