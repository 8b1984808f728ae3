import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Family } from '../../domain/family.js';
import { FamilyOf } from './family.query.js';
import { ConsentsInEpisode } from './consents-in-episode.js';
import { ConsentsOfEpisode } from './consents.query.js';
import type { ConsentView } from './consents.query.js';
import { shown } from './shown.js';

@QueryHandler(ConsentsOfEpisode)
export class ConsentsOfEpisodeHandler implements IQueryHandler<ConsentsOfEpisode> {
  constructor(
    private readonly consents: ConsentsInEpisode,
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({
    area,
    episode,
    until,
  }: ConsentsOfEpisode): Promise<View<readonly ConsentView[]>> {
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    const loaded = await this.consents.load(area, episode, until);
    const { register } = this.platform;
    return new View(
      loaded
        .map(({ consent, state }) => shown(consent, state, family, register))
        .toSorted((a, b) =>
          a.agreedToTakePart.occurredAt < b.agreedToTakePart.occurredAt ? -1 : 1,
        ),
    );
  }
}
