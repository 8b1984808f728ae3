import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ActionId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { startService } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';

@Controller('episodes/:episode/actions/:action/service-start')
export class StartService {
  constructor(private readonly door: Doorkeeper) {}

  /** The family received a service under the plan for the first time. */
  @Post()
  @Act('lead-professional.record-service')
  start(
    @Param('episode', AnId) episode: EpisodeId,
    @Param('action', AnId) action: ActionId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const decision = startService({ action });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
