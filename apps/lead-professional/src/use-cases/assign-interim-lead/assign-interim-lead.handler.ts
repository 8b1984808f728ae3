import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { assignInterimLead } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { AssignInterimLead } from './assign-interim-lead.command.js';

@CommandHandler(AssignInterimLead)
export class AssignInterimLeadHandler implements ICommandHandler<AssignInterimLead> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, given }: AssignInterimLead) {
    return this.episodes.decide(episode, assignInterimLead(given));
  }
}
