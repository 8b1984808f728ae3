import type { ServiceDefinition } from '@onestory/service';
import { History1764000000000 } from './database/migrations/1764000000000-history.js';
import { AreaCounts } from './read-models/area-counts/area-counts.js';
import { HistoryListener } from './read-models/history/history.listener.js';
import { Measures } from './read-models/measures/measures.js';
import { childResource } from './read-models/timeline/child.resource.js';
import { Timeline } from './read-models/timeline/timeline.js';

export const caseHistoryService: ServiceDefinition = {
  name: 'case-history',
  api: new URL('../api.json', import.meta.url),
  routes: [Timeline, Measures, AreaCounts],
  histories: [],
  resources: [childResource],
  listeners: [HistoryListener],
  migrations: [History1764000000000],
  consumes: [
    'child-index',
    'assessment',
    'information-sharing',
    'lead-professional',
    'panel-scheduling',
    'referral',
  ],
};
