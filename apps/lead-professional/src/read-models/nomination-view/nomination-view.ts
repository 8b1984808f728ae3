import { Controller, Get, Param } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper } from '@onestory/service';
import { helpOf, outstanding } from '../../domain/episode.js';
import type { Nomination } from '../../domain/episode.js';
import type { Party } from '../../domain/facts.js';
import { episodeHistory } from '../../history/episode.codec.js';

type NominationBody = Nomination & {
  readonly episode: EpisodeId;
  readonly outstanding: readonly Party[];
};

@Controller('episodes/:episode/nomination')
export class NominationView {
  constructor(private readonly door: Doorkeeper) {}

  /** Who is asked to lead, and who has yet to agree: nothing of the family. */
  @Get()
  @Act('lead-professional.view-nomination')
  view(
    @Param('episode', AnId) episode: EpisodeId,
    @AskedBy() asked: Asked,
  ): Promise<NominationBody> {
    return this.door.show(asked, episodeHistory, episode, ({ state }) => {
      const help = helpOf(state);
      if (help.stage === 'not led' || !help.nomination) return undefined;
      const { nomination } = help;
      return { episode, ...nomination, outstanding: outstanding(nomination) };
    });
  }
}
