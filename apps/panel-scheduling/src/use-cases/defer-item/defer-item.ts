import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { IsIn, IsUUID } from 'class-validator';
import type { AgendaItemId, Moment, PractitionerId, SittingId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  momentOf,
  Occurrence,
  on,
  PLATFORM,
  StreamsOf,
} from '@onestory/service';
import type { Asked, Platform } from '@onestory/service';
import { DEFERRALS } from '../../domain/agenda-item.js';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { deferItem } from '../../domain/deferring.js';
import { NotScheduled } from '../../domain/refusals.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { standingOf } from '../../domain/standing.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { DeferItem } from './defer-item.command.js';

export class DeferItemDto extends Occurrence {
  /** At which it cannot be decided. */
  @IsUUID()
  readonly sitting!: SittingId;

  /** A member defers what fails its own quorum; coordinator and chair for any of these. */
  @IsIn(DEFERRALS)
  readonly reason!: (typeof DEFERRALS)[number];
}

@CommandHandler(DeferItem)
export class DeferItemHandler implements ICommandHandler<DeferItem> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(asked: DeferItem): Promise<Decided<AgendaItem, AgendaItemFact>> {
    const { item, sitting, reason, when } = asked;
    const at: Moment = when ?? { occurredAt: this.platform.clock.now() };
    const standing = standingOf((await this.sittings.load(sitting)).state, item, at);
    if (!standing) throw new NotScheduled();
    return this.items.decide(item, deferItem({ standing, reason, ...this.forThemself() }), at);
  }

  /** The coordinator and the chair record it for the panel; a member speaks for themself. */
  private forThemself(): { readonly by?: PractitionerId } {
    const { actor } = currentContext();
    const { register, clock } = this.platform;
    const roles = register.actor(actor, clock.now())?.roles ?? [];
    const records = roles.includes('panel-coordinator') || roles.includes('panel-chair');
    return records ? {} : { by: actor as PractitionerId };
  }
}

@Controller('agenda-items/:item/deferral')
export class DeferItemController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The item waits for the next sitting while the others are decided. */
  @Post()
  @Act('panel-scheduling.defer-item')
  defer(
    @Param('item', AnId) item: AgendaItemId,
    @Body() body: DeferItemDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new DeferItem(item, body.sitting, body.reason, momentOf(body));
    return this.doors.command(asked, on('agenda-item', item), command);
  }
}
