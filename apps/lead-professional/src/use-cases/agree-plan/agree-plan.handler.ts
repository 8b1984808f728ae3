import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Moment } from '@onestory/kernel';
import { NotYetKnown, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { agreePlan } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { AssessedWhen } from '../../read-models/completed-assessment/completed-assessment.query.js';
import { AgreePlan } from './agree-plan.command.js';

@CommandHandler(AgreePlan)
export class AgreePlanHandler implements ICommandHandler<AgreePlan> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ episode, given, when }: AgreePlan) {
    const { area } = currentContext();
    const assessed: Moment | undefined = await this.known.execute(new AssessedWhen(area, episode));
    if (!assessed) throw new NotYetKnown('The completed assessment');
    const at = when?.occurredAt ?? this.platform.clock.now();
    const withinDays = this.platform.register.policy(area, 'review-within', at)?.days;
    return this.episodes.decide(episode, agreePlan({ ...given, assessed, withinDays }), when);
  }
}
