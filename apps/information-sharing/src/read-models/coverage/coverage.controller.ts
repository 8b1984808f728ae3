import { Controller, Get, Param, Query } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { CoverageDto } from './coverage.dto.js';
import { Coverage } from './coverage.query.js';
import type { CoverageView } from './coverage.query.js';

@Controller('episodes/:episode/coverage')
export class CoverageController {
  constructor(private readonly doors: Doorkeeper) {}

  /** May this agency be told, by consent? Asked before somebody shares. */
  @Get()
  @Act('information-sharing.view')
  show(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() about: CoverageDto,
    @AskedBy() asked: Asked,
  ): Promise<CoverageView> {
    const { agency, purpose, forPanelItem } = about;
    const at = momentOf(about);
    const query = new Coverage(asked.actor.area, episode, {
      agency,
      ...(purpose && { purpose }),
      forPanelItem: forPanelItem === 'true',
      ...(at && { at }),
    });
    return this.doors.query(asked, on('episode', episode), query, {
      readModel: 'episode_consent_v1',
    });
  }
}
