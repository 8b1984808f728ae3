import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { finishAction } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { FinishAction } from './finish-action.command.js';

@CommandHandler(FinishAction)
export class FinishActionHandler implements ICommandHandler<FinishAction> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, action, when }: FinishAction) {
    return this.episodes.decide(episode, finishAction({ action }), when);
  }
}
