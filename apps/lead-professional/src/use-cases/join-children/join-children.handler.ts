import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { joinChildren } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { JoinChildren } from './join-children.command.js';

@CommandHandler(JoinChildren)
export class JoinChildrenHandler implements ICommandHandler<JoinChildren> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, children }: JoinChildren) {
    return this.episodes.decide(episode, joinChildren({ children }));
  }
}
