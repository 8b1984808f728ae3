import { Controller, Get, Param, Query } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, Until, untilOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { EpisodeMeasures } from '../../domain/measures.js';
import { Measures } from './measures.query.js';

@Controller('episodes/:episode/measures')
export class MeasuresController {
  constructor(private readonly doors: Doorkeeper) {}

  /** How an episode goes in figures, computed from what services have published. */
  @Get()
  @Act('case-history.view-measures')
  read(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: Until,
    @AskedBy() asked: Asked,
  ): Promise<EpisodeMeasures> {
    return this.doors.query(
      asked,
      on('episode', episode),
      new Measures(episode, asked.actor.area, untilOf(until)),
      { readModel: 'case-history.history_v1', keys: [episode] },
    );
  }
}
