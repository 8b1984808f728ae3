import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { EpisodeId } from '@onestory/kernel';
import { StreamsOf, View } from '@onestory/service';
import { helpOf, outstanding } from '../../domain/episode.js';
import type { Episode, Nomination } from '../../domain/episode.js';
import type { EpisodeFact, Party } from '../../domain/facts.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { NominationView } from './nomination-view.query.js';

export type NominationBody = Nomination & {
  readonly episode: EpisodeId;
  readonly outstanding: readonly Party[];
};

@QueryHandler(NominationView)
export class NominationViewHandler implements IQueryHandler<NominationView> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  async execute({ episode }: NominationView): Promise<View<NominationBody> | undefined> {
    const { state, revision } = await this.episodes.load(episode);
    const help = helpOf(state);
    if (help.stage === 'not led' || !help.nomination) return undefined;
    const { nomination } = help;
    return new View({ episode, ...nomination, outstanding: outstanding(nomination) }, revision);
  }
}
