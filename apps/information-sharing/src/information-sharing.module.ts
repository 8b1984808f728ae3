import { Module } from '@nestjs/common';
import { own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { FamiliesAndConsents1767225600000 } from './database/migrations/1767225600000-families-and-consents.js';
import { TurnedSixteen1767225600001 } from './database/migrations/1767225600001-turned-sixteen.js';
import { consentHistory } from './history/consent.codec.js';
import { sharingHistory } from './history/sharing.codec.js';
import { consentPublications } from './publications/consent.publications.js';
import { sharingPublications } from './publications/sharing.publications.js';
import { ConsentResource } from './read-models/consents/consent.resource.js';
import { ConsentsController } from './read-models/consents/consents.controller.js';
import {
  ConsentsOfEpisodeHandler,
  OneConsentHandler,
} from './read-models/consents/consents.handlers.js';
import { CoverageController } from './read-models/coverage/coverage.controller.js';
import { CoverageHandler } from './read-models/coverage/coverage.handler.js';
import { FamilyHandler } from './read-models/family/family.handler.js';
import { KnownChildRow } from './read-models/family/known-child.entity.js';
import { KnownChildrenListener } from './read-models/family/known-children.listener.js';
import { TurnedSixteenListener } from './read-models/family/turned-sixteen.listener.js';
import {
  SharingDecisionsController,
  SharingDecisionsHandler,
} from './read-models/sharing-decisions/sharing-decisions.js';
import { EpisodeConsentsProjector } from './read-models/words/episode-consents.projector.js';
import { WordsHandler } from './read-models/words/words.handler.js';
import { AgreeToTakePartController } from './use-cases/agree-to-take-part/agree-to-take-part.controller.js';
import { AgreeToTakePartHandler } from './use-cases/agree-to-take-part/agree-to-take-part.handler.js';
import {
  DecideSharingController,
  DecideSharingHandler,
} from './use-cases/decide-sharing/decide-sharing.js';
import { GiveConsentController } from './use-cases/give-consent/give-consent.controller.js';
import { GiveConsentHandler } from './use-cases/give-consent/give-consent.handler.js';
import {
  JudgeCompetenceController,
  JudgeCompetenceHandler,
} from './use-cases/judge-competence/judge-competence.js';
import {
  RefuseConsentController,
  RefuseConsentHandler,
} from './use-cases/refuse-consent/refuse-consent.js';
import { WithdrawConsentController } from './use-cases/withdraw-consent/withdraw-consent.controller.js';
import { WithdrawConsentHandler } from './use-cases/withdraw-consent/withdraw-consent.handler.js';

@Module({
  controllers: [
    AgreeToTakePartController,
    GiveConsentController,
    WithdrawConsentController,
    RefuseConsentController,
    JudgeCompetenceController,
    DecideSharingController,
    ConsentsController,
    CoverageController,
    SharingDecisionsController,
  ],
  providers: [
    AgreeToTakePartHandler,
    GiveConsentHandler,
    WithdrawConsentHandler,
    RefuseConsentHandler,
    JudgeCompetenceHandler,
    DecideSharingHandler,
    KnownChildrenListener,
    TurnedSixteenListener,
    FamilyHandler,
    EpisodeConsentsProjector,
    WordsHandler,
    ConsentsOfEpisodeHandler,
    OneConsentHandler,
    CoverageHandler,
    SharingDecisionsHandler,
    ConsentResource,
  ],
})
export class InformationSharingModule {}

export const informationSharingService: ServiceDefinition = {
  name: 'information-sharing',
  api: new URL('../api.json', import.meta.url),
  module: InformationSharingModule,
  histories: [own(consentHistory), own(sharingHistory)],
  resources: [ConsentResource],
  projectors: [EpisodeConsentsProjector],
  entities: [KnownChildRow],
  migrations: [FamiliesAndConsents1767225600000, TurnedSixteen1767225600001],
  publications: [consentPublications, sharingPublications],
  consumes: ['child-index', 'assessment', 'lead-professional'],
  listeners: [KnownChildrenListener, TurnedSixteenListener],
};
