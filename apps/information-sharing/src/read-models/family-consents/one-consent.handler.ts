import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import type { Family } from '../../domain/family.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from './family.query.js';
import { OneConsent } from './consents.query.js';
import type { ConsentView } from './consents.query.js';
import { shown } from './shown.js';

@QueryHandler(OneConsent)
export class OneConsentHandler implements IQueryHandler<OneConsent> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ consent, area, until }: OneConsent): Promise<View<ConsentView> | undefined> {
    const { state, revision } = await this.consents.load(consent, until);
    if (state.stage === 'nothing agreed') return undefined;
    const family: Family = await this.queries.execute(new FamilyOf(area, state.episode));
    return new View(shown(consent, state, family, this.platform.register), revision);
  }
}
