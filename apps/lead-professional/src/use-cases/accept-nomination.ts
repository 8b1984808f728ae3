import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  NeedsRevision,
  Occurrence,
} from '@onestory/service';
import { agreeToNomination } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';

@Controller('episodes/:episode/nomination/acceptance')
export class AcceptNomination {
  constructor(private readonly door: Doorkeeper) {}

  /** The nominee has read what they take on: If-Match names the revision. Who that is, the token says. */
  @Post()
  @Act('lead-professional.accept-nomination')
  @NeedsRevision()
  accept(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const decision = agreeToNomination({ by: 'nominee', nominee: asked.by, person: asked.by });
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
