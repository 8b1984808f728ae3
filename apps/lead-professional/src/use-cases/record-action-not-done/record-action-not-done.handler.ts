import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { recordActionNotDone } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { RecordActionNotDone } from './record-action-not-done.command.js';

@CommandHandler(RecordActionNotDone)
export class RecordActionNotDoneHandler implements ICommandHandler<RecordActionNotDone> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, given, when }: RecordActionNotDone) {
    return this.episodes.decide(episode, recordActionNotDone(given), when);
  }
}
