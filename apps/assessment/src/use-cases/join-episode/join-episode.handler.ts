import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { joinEpisode } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { JoinEpisode } from './join-episode.command.js';

@CommandHandler(JoinEpisode)
export class JoinEpisodeHandler implements ICommandHandler<JoinEpisode> {
  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
  ) {}

  execute(it: JoinEpisode) {
    return this.concerns.decide(it.child, joinEpisode({ child: it.child, episode: it.episode }));
  }
}
