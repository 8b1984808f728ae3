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
import { ChildEntry } from './read-models/child-entry/child-entry.js';
import { childResource } from './read-models/child-entry/child.resource.js';
import { ChildIdentity } from './read-models/child-identity/child-identity.js';
import { IndexEntriesProjector } from './read-models/index-search/index-entries.projector.js';
import { motherResource } from './read-models/index-search/mother.resource.js';
import { EndInvolvement } from './use-cases/end-involvement.js';
import { NoteSixteen } from './use-cases/note-sixteen.js';
import { RegisterCarer } from './use-cases/register-carer.js';
import { RegisterChild } from './use-cases/register-child.js';
import { RegisterUnborn } from './use-cases/register-unborn.js';
import { SearchIndex } from './use-cases/search-index.js';
import { StartInvolvement } from './use-cases/start-involvement.js';

export const childIndexService: ServiceDefinition = {
  name: 'child-index',
  api: new URL('../api.json', import.meta.url),
  routes: [
    RegisterCarer,
    RegisterChild,
    RegisterUnborn,
    StartInvolvement,
    EndInvolvement,
    NoteSixteen,
    SearchIndex,
    ChildEntry,
    ChildIdentity,
  ],
  histories: [childHistory, carerHistory, indexSearchHistory],
  resources: [childResource, motherResource],
  projectors: [IndexEntriesProjector],
  migrations: [IndexSearch1767225600000],
  publications: [childPublications, carerPublications, indexSearchPublications],
  consumes: ['assessment', 'lead-professional', 'information-sharing', 'referral'],
  reactions: [
    listAssessmentWhenItIsCompleted,
    nameContactWhenAnInterimLeadIsAssigned,
    nameContactWhenTheLeadIsHandedOver,
    nameContactWhenChildrenJoin,
    endContactWhenTheLeadLeaves,
    endContactWhenTheEpisodeIsClosed,
  ],
};
