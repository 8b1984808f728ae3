import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, contentOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { exclusionOf } from '../../domain/family.js';
import { GiveConsent } from './give-consent.command.js';
import { GiveConsentDto } from './give-consent.dto.js';

@Controller('episodes/:episode/consents')
export class GiveConsentController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('information-sharing.record-consent')
  give(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: GiveConsentDto,
    @AskedBy() asked: Asked,
  ) {
    const said = contentOf(body);
    const exclusions = (said.exclusions ?? []).map(exclusionOf);
    return this.doors.command(
      asked,
      on('episode', episode),
      new GiveConsent(episode, { ...said, exclusions }, momentOf(body)),
      { createsAt: (id) => `/consents/${id}` },
    );
  }
}
