import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import type { Family } from '../../domain/family.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../family/family.query.js';
import { WordsOf } from '../words/words.query.js';
import type { WordsSaid } from '../words/words.query.js';
import { ConsentsOfEpisode, OneConsent } from './consents.query.js';
import type { ConsentView } from './consents.query.js';
import { shown } from './shown.js';

/** Whoever took part first is first; last who never agreed to. */
const firstToLast = (a: ConsentView, b: ConsentView): number =>
  (a.agreedToTakePart?.occurredAt ?? '~') < (b.agreedToTakePart?.occurredAt ?? '~') ? -1 : 1;

@QueryHandler(ConsentsOfEpisode)
export class ConsentsOfEpisodeHandler implements IQueryHandler<ConsentsOfEpisode> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(asked: ConsentsOfEpisode): Promise<View<readonly ConsentView[]>> {
    const { area, episode, until } = asked;
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    const { consents }: WordsSaid = await this.queries.execute(new WordsOf(area, episode, until));
    const { register } = this.platform;
    const views = consents.map(({ consent, state }) => shown(consent, state, family, register));
    return new View(views.toSorted(firstToLast));
  }
}

@QueryHandler(OneConsent)
export class OneConsentHandler implements IQueryHandler<OneConsent> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ consent, area, until }: OneConsent): Promise<View<ConsentView> | undefined> {
    const { state, stream, revision } = await this.consents.load(consent, until);
    if (state.stage === 'nothing agreed') return undefined;
    const family: Family = await this.queries.execute(new FamilyOf(area, state.episode));
    return new View(shown(consent, state, family, this.platform.register), { stream, revision });
  }
}
