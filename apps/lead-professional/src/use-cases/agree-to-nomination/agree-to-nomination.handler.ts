import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { agreeToNomination } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { AgreeToNomination } from './agree-to-nomination.command.js';

@CommandHandler(AgreeToNomination)
export class AgreeToNominationHandler implements ICommandHandler<AgreeToNomination> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, given, when }: AgreeToNomination) {
    return this.episodes.decide(episode, agreeToNomination(given), when);
  }
}
