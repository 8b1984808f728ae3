import { Controller, Get, Param, Query } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, AsOf, asOf } from '@onestory/service';
import { episodeHistory } from '../../history/episode.codec.js';
import { episodeBody } from './episode-body.js';
import type { EpisodeBody } from './episode-body.js';

@Controller('episodes/:episode')
export class EpisodeView {
  constructor(private readonly door: Doorkeeper) {}

  /** The help of one household, as it was or as it was known at a time. */
  @Get()
  @Act('lead-professional.view')
  view(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<EpisodeBody> {
    return this.door.show(
      asked,
      episodeHistory,
      episode,
      ({ state, facts }) => (facts.length === 0 ? undefined : episodeBody(episode, state, facts)),
      { until: asOf(until) },
    );
  }
}
