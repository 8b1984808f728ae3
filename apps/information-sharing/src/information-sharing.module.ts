import type { ServiceDefinition } from '@onestory/service';
import { FamiliesAndConsents1767225600000 } from './database/migrations/1767225600000-families-and-consents.js';
import { TurnedSixteen1767225600001 } from './database/migrations/1767225600001-turned-sixteen.js';
import { consentHistory } from './history/consent.codec.js';
import { sharingHistory } from './history/sharing.codec.js';
import { consentPublications } from './publications/consent.publications.js';
import { sharingPublications } from './publications/sharing.publications.js';
import { consentResource, Consents } from './read-models/consents/consents.js';
import { Coverage } from './read-models/coverage/coverage.js';
import { KnownChildrenListener } from './read-models/family/known-children.listener.js';
import { TurnedSixteenListener } from './read-models/family/turned-sixteen.listener.js';
import { SharingDecisions } from './read-models/sharing-decisions/sharing-decisions.js';
import { EpisodeConsentsProjector } from './read-models/words-said/episode-consents.projector.js';
import { AgreeToTakePart } from './use-cases/agree-to-take-part.js';
import { DecideSharing } from './use-cases/decide-sharing.js';
import { GiveConsent } from './use-cases/give-consent.js';
import { JudgeCompetence } from './use-cases/judge-competence.js';
import { RefuseConsent } from './use-cases/refuse-consent.js';
import { WithdrawConsent } from './use-cases/withdraw-consent.js';

export const informationSharingService: ServiceDefinition = {
  name: 'information-sharing',
  api: new URL('../api.json', import.meta.url),
  routes: [
    AgreeToTakePart,
    GiveConsent,
    WithdrawConsent,
    RefuseConsent,
    JudgeCompetence,
    DecideSharing,
    Consents,
    Coverage,
    SharingDecisions,
  ],
  histories: [consentHistory, sharingHistory],
  resources: [consentResource],
  projectors: [EpisodeConsentsProjector],
  migrations: [FamiliesAndConsents1767225600000, TurnedSixteen1767225600001],
  publications: [consentPublications, sharingPublications],
  consumes: ['child-index', 'assessment', 'lead-professional'],
  listeners: [KnownChildrenListener, TurnedSixteenListener],
};
