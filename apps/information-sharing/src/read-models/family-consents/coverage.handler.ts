import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { coveringConsents } from '@onestory/kernel';
import type { Disclosure } from '@onestory/kernel';
import { PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { responsibleIn } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { periodsOf } from '../../domain/periods.js';
import { ConsentsInEpisode } from './consents-in-episode.js';
import { Coverage } from './coverage.query.js';
import type { CoverageView } from './coverage.query.js';
import { FamilyOf } from './family.query.js';

@QueryHandler(Coverage)
export class CoverageHandler implements IQueryHandler<Coverage> {
  constructor(
    private readonly consents: ConsentsInEpisode,
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ area, episode, asked }: Coverage): Promise<View<CoverageView>> {
    const { agency: recipient, at = { occurredAt: this.platform.clock.now() }, ...what } = asked;
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    const loaded = await this.consents.load(area, episode, {});
    const periods = loaded.flatMap(({ consent, state }) => periodsOf(consent, state));
    const disclosure: Omit<Disclosure, 'children'> = {
      ...what,
      recipient,
      at,
      episode,
      responsible: responsibleIn(family),
    };
    const children = family.children.map((child) => ({
      child,
      consents: coveringConsents(periods, { ...disclosure, children: [child] }),
    }));
    const covered = children.every(({ consents }) => consents.length > 0);
    return new View({ at, covered, children });
  }
}
