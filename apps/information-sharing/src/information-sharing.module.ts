import { Module } from '@nestjs/common';
import { own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { FamiliesAndConsents1767225600000 } from './database/migrations/1767225600000-families-and-consents.js';
import { consentHistory } from './history/consent.codec.js';
import { consentPublications } from './publications/consent.publications.js';
import { ConsentResource } from './read-models/family-consents/consent.resource.js';
import { ConsentsController } from './read-models/family-consents/consents.controller.js';
import { ConsentsInEpisode } from './read-models/family-consents/consents-in-episode.js';
import { ConsentsOfEpisodeHandler } from './read-models/family-consents/consents-of-episode.handler.js';
import { CoverageController } from './read-models/family-consents/coverage.controller.js';
import { CoverageHandler } from './read-models/family-consents/coverage.handler.js';
import { EpisodeConsentsProjector } from './read-models/family-consents/episode-consents.projector.js';
import { FamilyHandler } from './read-models/family-consents/family.handler.js';
import { KnownChildRow } from './read-models/family-consents/known-child.entity.js';
import { KnownChildrenListener } from './read-models/family-consents/known-children.listener.js';
import { OneConsentHandler } from './read-models/family-consents/one-consent.handler.js';
import { AgreeToTakePartController } from './use-cases/agree-to-take-part/agree-to-take-part.controller.js';
import { AgreeToTakePartHandler } from './use-cases/agree-to-take-part/agree-to-take-part.handler.js';
import { GiveConsentController } from './use-cases/give-consent/give-consent.controller.js';
import { GiveConsentHandler } from './use-cases/give-consent/give-consent.handler.js';
import { WithdrawConsentController } from './use-cases/withdraw-consent/withdraw-consent.controller.js';
import { WithdrawConsentHandler } from './use-cases/withdraw-consent/withdraw-consent.handler.js';

@Module({
  controllers: [
    AgreeToTakePartController,
    GiveConsentController,
    WithdrawConsentController,
    ConsentsController,
    CoverageController,
  ],
  providers: [
    AgreeToTakePartHandler,
    GiveConsentHandler,
    WithdrawConsentHandler,
    KnownChildrenListener,
    FamilyHandler,
    EpisodeConsentsProjector,
    ConsentsInEpisode,
    ConsentsOfEpisodeHandler,
    OneConsentHandler,
    CoverageHandler,
    ConsentResource,
  ],
})
export class InformationSharingModule {}

export const informationSharingService: ServiceDefinition = {
  name: 'information-sharing',
  api: new URL('../api.json', import.meta.url),
  module: InformationSharingModule,
  histories: [own(consentHistory)],
  resources: [ConsentResource],
  projectors: [EpisodeConsentsProjector],
  entities: [KnownChildRow],
  migrations: [FamiliesAndConsents1767225600000],
  publications: [consentPublications],
  hears: ['child-index', 'assessment', 'lead-professional'],
  listeners: [KnownChildrenListener],
};
