import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { Moment, PractitionerId } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { decideItem } from '../../domain/deciding-items.js';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import type { AskedDecision, PanelDecision } from '../../domain/deciding-items.js';
import { NotScheduled } from '../../domain/refusals.js';
import { standingOf } from '../../domain/standing.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { DecideItem } from './decide-item.command.js';

@CommandHandler(DecideItem)
export class DecideItemHandler implements ICommandHandler<DecideItem> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  /** The quorum is a fact of the sitting, as it was at the moment of the decision. */
  async execute(asked: DecideItem): Promise<Decided<AgendaItem, AgendaItemFact>> {
    const { item, sitting, when } = asked;
    const at: Moment = when ?? { occurredAt: this.platform.clock.now() };
    const standing = standingOf((await this.sittings.load(sitting)).state, item, at);
    if (!standing) throw new NotScheduled();
    const by = currentContext().actor as PractitionerId;
    const decisions = asked.decisions.map((decision) => this.withPosts(decision));
    return this.items.decide(item, decideItem({ standing, by, decisions }), at);
  }

  private withPosts(decision: AskedDecision): PanelDecision {
    if (decision.kind === 'package') return decision;
    const posts = this.platform.register.practitioner(decision.worker)?.roles ?? [];
    return { ...decision, posts };
  }
}
