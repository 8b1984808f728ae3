import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { endEpisode } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { EndEpisode } from './end-episode.command.js';

@CommandHandler(EndEpisode)
export class EndEpisodeHandler implements ICommandHandler<EndEpisode> {
  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
  ) {}

  execute(it: EndEpisode) {
    return this.concerns.decide(it.child, endEpisode({ child: it.child, episode: it.episode }));
  }
}
