import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ConsentId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ConsentsOfEpisode, OneConsent } from './consents.query.js';
import type { ConsentView } from './consents.query.js';

@Controller()
export class ConsentsController {
  constructor(private readonly doors: Doorkeeper) {}

  /** What the family has agreed to, person by person. */
  @Get('episodes/:episode/consents')
  @Act('information-sharing.view')
  ofEpisode(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<readonly ConsentView[]> {
    const query = new ConsentsOfEpisode(asked.actor.area, episode, asOf(until));
    return this.doors.query(asked, on('episode', episode), query, {
      readModel: 'episode_consent_v1',
    });
  }

  @Get('consents/:consent')
  @Act('information-sharing.view')
  one(
    @Param('consent', AnId) consent: ConsentId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<ConsentView> {
    const query = new OneConsent(consent, asked.actor.area, asOf(until));
    return this.doors.query(asked, on('consent', consent), query);
  }
}
