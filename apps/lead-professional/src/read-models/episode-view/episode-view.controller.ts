import { Controller, Get, Param, Query } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { EpisodeBody } from './episode-body.js';
import { EpisodeView } from './episode-view.query.js';

@Controller('episodes/:episode')
export class EpisodeViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('lead-professional.view')
  view(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<EpisodeBody> {
    const query = new EpisodeView(episode, untilOf(until));
    return this.doors.query(asked, on('episode', episode), query);
  }
}
