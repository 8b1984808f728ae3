import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { holdReview } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { HoldReview } from './hold-review.command.js';

@CommandHandler(HoldReview)
export class HoldReviewHandler implements ICommandHandler<HoldReview> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  execute({ episode, said, when }: HoldReview) {
    const at = when?.occurredAt ?? this.platform.clock.now();
    const { area } = currentContext();
    const withinDays = this.platform.register.policy(area, 'review-within', at)?.days;
    return this.episodes.decide(episode, holdReview({ ...said, withinDays }), when);
  }
}
