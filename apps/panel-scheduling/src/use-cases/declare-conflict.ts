import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID, Matches } from 'class-validator';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText } from '@onestory/service';
import { contentOf, Occurrence } from '@onestory/service';
import { declareConflict } from '../domain/convening.js';
import { ifForThemself } from '../domain/posts.js';
import { sittingHistory } from '../history/sitting.codec.js';

class DeclareConflictRequest extends Occurrence {
  @IsUUID()
  readonly item!: AgendaItemId;

  /** The seat of the member who has the interest. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like housing' })
  readonly seat!: string;

  @IsText(1000)
  readonly interest!: string;
}

@Controller('sittings/:sitting/conflicts')
export class DeclareConflict {
  constructor(private readonly door: Doorkeeper) {}

  /** Somebody who is there knows the family, and has no part in what is decided for it. */
  @Post()
  @Act('panel-scheduling.declare-conflict')
  declare(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: DeclareConflictRequest,
    @AskedBy() asked: Asked,
  ) {
    const by = ifForThemself(asked.by, asked.actor.roles);
    const decision = declareConflict({ ...contentOf(said), ...by });
    return this.door.decide(asked, sittingHistory, id, decision, said);
  }
}
