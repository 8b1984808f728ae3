import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { barringRefusals, coveringConsents } from '@onestory/kernel';
import type { Disclosure } from '@onestory/kernel';
import { PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { responsibleIn } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { plainRefusals, saidIn } from '../../domain/periods.js';
import { FamilyOf } from '../family/family.query.js';
import { WordsOf } from '../words/words.query.js';
import type { WordsSaid } from '../words/words.query.js';
import { Coverage } from './coverage.query.js';
import type { CoverageView } from './coverage.query.js';

@QueryHandler(Coverage)
export class CoverageHandler implements IQueryHandler<Coverage> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ area, episode, asked }: Coverage): Promise<View<CoverageView>> {
    const { agency: recipient, at = { occurredAt: this.platform.clock.now() }, ...what } = asked;
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    const words: WordsSaid = await this.queries.execute(new WordsOf(area, episode));
    const said = saidIn(episode, words);
    const disclosure: Omit<Disclosure, 'children'> = {
      ...what,
      recipient,
      at,
      episode,
      responsible: responsibleIn(family),
    };
    const children = family.children.map((child) => {
      const ofChild = { ...disclosure, children: [child] };
      return {
        child,
        consents: coveringConsents(said, ofChild),
        refusedBy: barringRefusals(said, ofChild),
        plainlyRefusedBy: plainRefusals(said, ofChild),
      };
    });
    const covered = children.every(({ consents }) => consents.length > 0);
    return new View({ at, covered, children });
  }
}
