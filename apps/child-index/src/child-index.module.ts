import { Module } from '@nestjs/common';
import { own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { IndexSearch1767225600000 } from './database/migrations/1767225600000-index-search.js';
import { carerHistory } from './history/carer.codec.js';
import { childHistory } from './history/child.codec.js';
import { indexSearchHistory } from './history/index-search.codec.js';
import {
  carerPublications,
  childPublications,
  indexSearchPublications,
} from './publications/child-index.publications.js';
import { ChildEntryController } from './read-models/child-entry/child-entry.controller.js';
import { ChildEntryHandler } from './read-models/child-entry/child-entry.handler.js';
import { ChildResource } from './read-models/child-entry/child.resource.js';
import { ChildIdentityController } from './read-models/child-identity/child-identity.controller.js';
import { ChildIdentityHandler } from './read-models/child-identity/child-identity.handler.js';
import { ContactOfEpisodeHandler } from './read-models/contact-of-episode/contact-of-episode.handler.js';
import { IndexCarer } from './read-models/index-search/index-carer.entity.js';
import { IndexEntriesProjector } from './read-models/index-search/index-entries.projector.js';
import { IndexEntry } from './read-models/index-search/index-entry.entity.js';
import { MatchingChildrenHandler } from './read-models/index-search/matching-children.handler.js';
import { MotherResource } from './read-models/index-search/mother.resource.js';
import { SearchAnswerHandler } from './read-models/index-search/search-answer.handler.js';
import { RegisteredCarersHandler } from './read-models/registered-carers/registered-carers.handler.js';
import { listAssessmentWhenItIsCompleted } from './reactions/list-assessment-when-it-is-completed.js';
import {
  endContactWhenTheEpisodeIsClosed,
  endContactWhenTheLeadLeaves,
} from './reactions/end-contact-when-nobody-leads.js';
import {
  nameContactWhenAnInterimLeadIsAssigned,
  nameContactWhenChildrenJoin,
  nameContactWhenTheLeadIsHandedOver,
} from './reactions/name-contact-when-somebody-leads.js';
import { EndInvolvementController } from './use-cases/end-involvement/end-involvement.controller.js';
import { EndContactHandler } from './use-cases/end-contact/end-contact.handler.js';
import { EndInvolvementHandler } from './use-cases/end-involvement/end-involvement.handler.js';
import { ListAssessmentHandler } from './use-cases/list-assessment/list-assessment.handler.js';
import { NameContactHandler } from './use-cases/name-contact/name-contact.handler.js';
import {
  NoteSixteenController,
  NoteSixteenHandler,
} from './use-cases/note-sixteen/note-sixteen.js';
import { RegisterCarerController } from './use-cases/register-carer/register-carer.controller.js';
import { RegisterCarerHandler } from './use-cases/register-carer/register-carer.handler.js';
import { RegisterChildController } from './use-cases/register-child/register-child.controller.js';
import { RegisterChildHandler } from './use-cases/register-child/register-child.handler.js';
import { RegisterUnbornController } from './use-cases/register-unborn/register-unborn.controller.js';
import { RegisterUnbornHandler } from './use-cases/register-unborn/register-unborn.handler.js';
import { SearchIndexController } from './use-cases/search-index/search-index.controller.js';
import { SearchIndexHandler } from './use-cases/search-index/search-index.handler.js';
import { StartInvolvementController } from './use-cases/start-involvement/start-involvement.controller.js';
import { StartInvolvementHandler } from './use-cases/start-involvement/start-involvement.handler.js';

@Module({
  controllers: [
    RegisterCarerController,
    RegisterChildController,
    RegisterUnbornController,
    StartInvolvementController,
    EndInvolvementController,
    NoteSixteenController,
    SearchIndexController,
    ChildEntryController,
    ChildIdentityController,
  ],
  providers: [
    RegisterCarerHandler,
    RegisterChildHandler,
    RegisterUnbornHandler,
    StartInvolvementHandler,
    EndInvolvementHandler,
    NoteSixteenHandler,
    SearchIndexHandler,
    ListAssessmentHandler,
    NameContactHandler,
    EndContactHandler,
    IndexEntriesProjector,
    MatchingChildrenHandler,
    SearchAnswerHandler,
    RegisteredCarersHandler,
    ChildEntryHandler,
    ChildIdentityHandler,
    ContactOfEpisodeHandler,
    ChildResource,
    MotherResource,
  ],
})
export class ChildIndexModule {}

export const childIndexService: ServiceDefinition = {
  name: 'child-index',
  api: new URL('../api.json', import.meta.url),
  module: ChildIndexModule,
  histories: [own(childHistory), own(carerHistory), own(indexSearchHistory)],
  resources: [ChildResource, MotherResource],
  projectors: [IndexEntriesProjector],
  entities: [IndexEntry, IndexCarer],
  migrations: [IndexSearch1767225600000],
  publications: [childPublications, carerPublications, indexSearchPublications],
  hears: ['assessment', 'lead-professional', 'information-sharing', 'referral'],
  reactions: [
    listAssessmentWhenItIsCompleted,
    nameContactWhenAnInterimLeadIsAssigned,
    nameContactWhenTheLeadIsHandedOver,
    nameContactWhenChildrenJoin,
    endContactWhenTheLeadLeaves,
    endContactWhenTheEpisodeIsClosed,
  ],
};
