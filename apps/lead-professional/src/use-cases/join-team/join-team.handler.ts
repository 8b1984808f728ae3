import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { joinTeam } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import type { Colleague } from '../../domain/colleague.js';
import { ColleagueIn } from '../../read-models/colleague/colleague.query.js';
import { JoinTeam } from './join-team.command.js';

@CommandHandler(JoinTeam)
export class JoinTeamHandler implements ICommandHandler<JoinTeam> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
  ) {}

  async execute({ episode, given, when }: JoinTeam) {
    const { area } = currentContext();
    const asked = new ColleagueIn(area, episode, given.member);
    const colleague: Colleague = await this.known.execute(asked);
    return this.episodes.decide(episode, joinTeam(given, colleague), when);
  }
}
