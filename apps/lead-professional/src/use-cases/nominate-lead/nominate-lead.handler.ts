import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { nominate } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import type { Colleague } from '../../domain/colleague.js';
import { ColleagueIn } from '../../read-models/colleague/colleague.query.js';
import { NominateLead } from './nominate-lead.command.js';

@CommandHandler(NominateLead)
export class NominateLeadHandler implements ICommandHandler<NominateLead> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
  ) {}

  async execute({ episode, given, when }: NominateLead) {
    const { area } = currentContext();
    const asked = new ColleagueIn(area, episode, given.nominee);
    const colleague: Colleague = await this.known.execute(asked);
    return this.episodes.decide(episode, nominate(given, colleague), when);
  }
}
