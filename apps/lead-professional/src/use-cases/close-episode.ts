import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, Occurrence } from '@onestory/service';
import { CLOSING_REASONS } from '../domain/facts.js';
import type { ClosingReason } from '../domain/facts.js';
import { closeEpisode } from '../domain/leaving.js';
import { episodeHistory } from '../history/episode.codec.js';

class CloseEpisodeRequest extends Occurrence {
  /** `opened_in_error` also closes an episode that nobody leads yet. */
  @IsIn(CLOSING_REASONS)
  readonly reason!: ClosingReason;
}

@Controller('episodes/:episode/closure')
export class CloseEpisode {
  constructor(private readonly door: Doorkeeper) {}

  /** The help of this household ends; a new concern opens another episode. */
  @Post()
  @Act('lead-professional.close')
  close(
    @Param('episode', AnId) id: EpisodeId,
    @Body() said: CloseEpisodeRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = () =>
      closeEpisode({ reason: said.reason, by: asked.by, children: asked.resource.children });
    return this.door.fetchAndDecide(asked, episodeHistory, id, decision, said);
  }
}
