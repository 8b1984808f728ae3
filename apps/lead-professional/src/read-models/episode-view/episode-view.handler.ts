import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf, View } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { episodeBody } from './episode-body.js';
import type { EpisodeBody } from './episode-body.js';
import { EpisodeView } from './episode-view.query.js';

type Answer = View<EpisodeBody> | undefined;

@QueryHandler(EpisodeView)
export class EpisodeViewHandler implements IQueryHandler<EpisodeView, Answer> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  async execute({ episode, until }: EpisodeView): Promise<Answer> {
    const { state, facts, revision } = await this.episodes.load(episode, until);
    return facts.length === 0 ? undefined : new View(episodeBody(episode, state, facts), revision);
  }
}
