import { Controller, Get, Param } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import type { NominationBody } from './nomination-view.handler.js';
import { NominationView } from './nomination-view.query.js';

@Controller('episodes/:episode/nomination')
export class NominationViewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('lead-professional.view-nomination')
  view(
    @Param('episode', AnId) episode: EpisodeId,
    @AskedBy() asked: Asked,
  ): Promise<NominationBody> {
    return this.doors.query(asked, on('episode', episode), new NominationView(episode));
  }
}
