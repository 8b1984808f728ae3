import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { startService } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { StartService } from './start-service.command.js';

@CommandHandler(StartService)
export class StartServiceHandler implements ICommandHandler<StartService> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, action, when }: StartService) {
    return this.episodes.decide(episode, startService({ action }), when);
  }
}
