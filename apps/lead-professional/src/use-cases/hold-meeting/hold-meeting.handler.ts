import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { holdTac } from '../../domain/leading.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { HoldMeeting } from './hold-meeting.command.js';

@CommandHandler(HoldMeeting)
export class HoldMeetingHandler implements ICommandHandler<HoldMeeting> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
  ) {}

  execute({ episode, said, when }: HoldMeeting) {
    return this.episodes.decide(episode, holdTac(said), when);
  }
}
