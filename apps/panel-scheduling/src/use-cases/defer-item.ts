import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsUUID } from 'class-validator';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper } from '@onestory/service';
import { momentSaid, Occurrence, on } from '@onestory/service';
import { DEFERRALS } from '../domain/agenda-item.js';
import { deferItem } from '../domain/deferring.js';
import { ifForThemself } from '../domain/posts.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';
import { standingAt } from '../read-models/standing/standing.query.js';

class DeferItemRequest extends Occurrence {
  /** At which it cannot be decided. */
  @IsUUID()
  readonly sitting!: SittingId;

  /** A member defers what fails its own quorum; coordinator and chair for any of these. */
  @IsIn(DEFERRALS)
  readonly reason!: (typeof DEFERRALS)[number];
}

@Controller('agenda-items/:item/deferral')
export class DeferItem {
  constructor(private readonly door: Doorkeeper) {}

  /** The item waits for the next sitting while the others are decided. */
  @Post()
  @Act('panel-scheduling.defer-item')
  defer(
    @Param('item', AnId) id: AgendaItemId,
    @Body() said: DeferItemRequest,
    @AskedBy() asked: Asked,
  ) {
    const { sitting, reason } = said;
    const by = ifForThemself(asked.by, asked.actor.roles);
    const decision = async () => {
      const standing = await asked.ask(standingAt(sitting, id, momentSaid(said)));
      return deferItem({ standing, reason, ...by });
    };
    return this.door.fetchAndDecide(asked, agendaItemHistory, id, decision, said, {
      on: on('agenda-item', id),
    });
  }
}
