import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { childrenOf } from '@onestory/access';
import { londonDate } from '@onestory/kernel';
import type { AreaId, Database, Instant } from '@onestory/kernel';
import { InDatabase, PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { measuresOf } from '../../domain/measures.js';
import type { EpisodeMeasures, Limits } from '../../domain/measures.js';
import { within } from '../../domain/until.js';
import { PublishedAbout } from '../history/published-about.query.js';
import type { Published } from '../history/published-about.query.js';
import { Measures } from './measures.query.js';

@QueryHandler(Measures)
export class MeasuresHandler implements IQueryHandler<Measures> {
  constructor(
    @Inject(QueryBus) private readonly known: QueryBus,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({
    episode,
    area,
    until: limit,
  }: Measures): Promise<View<EpisodeMeasures> | undefined> {
    const children = await childrenOf(area, episode, this.database);
    const all: Published = await this.known.execute(
      new PublishedAbout(area, [episode, ...children]),
    );
    const known = all.filter(within(limit));
    const [first] = known
      .filter((it) => it.episode === episode)
      .sort((a, b) => (a.time < b.time ? -1 : 1));
    if (!first) return undefined;
    const on = londonDate(limit.asAt ?? limit.asKnown ?? this.platform.clock.now());
    return new View(measuresOf(episode, known, this.limits(area, first.time as Instant), on));
  }

  /** The policies in force when the episode began: old cases are judged by the rules of their day. */
  private limits(area: AreaId, at: Instant): Limits {
    const { register } = this.platform;
    return {
      assessmentWorkingDays: register.policy(area, 'assessment-within', at)?.workingDays,
      planWorkingDays: register.policy(area, 'plan-within', at)?.workingDays,
      reviewDays: register.policy(area, 'review-within', at)?.days,
    };
  }
}
