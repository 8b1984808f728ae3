import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsText,
  Occurrence,
  contentOf,
} from '@onestory/service';
import { CAUSES } from '../domain/facts.js';
import type { Cause } from '../domain/facts.js';
import { recordActionNotDone } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';

class ActionNotDoneRequest extends Occurrence {
  /** `agency`: it did not act, and that counts against it. `circumstances`: things changed. Never the family. */
  @IsIn(CAUSES)
  readonly cause!: Cause;

  @IsText(4000)
  readonly reason!: string;
}

@Controller('episodes/:episode/actions/:action/non-completion')
export class RecordActionNotDone {
  constructor(private readonly door: Doorkeeper) {}

  /** An action was not done, and whose cause that was. */
  @Post()
  @Act('lead-professional.record-action-outcome')
  record(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() said: ActionNotDoneRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = recordActionNotDone({ action, ...contentOf(said) });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
