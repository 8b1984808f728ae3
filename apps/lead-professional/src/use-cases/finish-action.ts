import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { finishAction } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';

@Controller('episodes/:episode/actions/:action/completion')
export class FinishAction {
  constructor(private readonly door: Doorkeeper) {}

  /** An action of the plan is done. */
  @Post()
  @Act('lead-professional.record-action-outcome')
  finish(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const decision = finishAction({ action });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
