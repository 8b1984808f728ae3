import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { correctFact } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { CorrectFact } from './correct-fact.command.js';

@CommandHandler(CorrectFact)
export class CorrectFactHandler implements ICommandHandler<CorrectFact> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, given, when }: CorrectFact) {
    return this.episodes.decide(episode, correctFact(given), when);
  }
}
