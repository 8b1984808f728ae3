import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';
import { History1764000000000 } from './database/migrations/1764000000000-history.js';
import { AreaCountsController } from './read-models/area-counts/area-counts.controller.js';
import { AreaCountsHandler } from './read-models/area-counts/area-counts.handler.js';
import { HistoryListener } from './read-models/history/history.listener.js';
import { PublishedAboutHandler } from './read-models/history/published-about.handler.js';
import { MeasuresController } from './read-models/measures/measures.controller.js';
import { MeasuresHandler } from './read-models/measures/measures.handler.js';
import { TimelineController } from './read-models/timeline/timeline.controller.js';
import { TimelineHandler } from './read-models/timeline/timeline.handler.js';
import { ChildResource } from './read-models/timeline/child.resource.js';

@Module({
  controllers: [TimelineController, MeasuresController, AreaCountsController],
  providers: [
    PublishedAboutHandler,
    TimelineHandler,
    MeasuresHandler,
    AreaCountsHandler,
    HistoryListener,
    ChildResource,
  ],
})
export class CaseHistoryModule {}

export const caseHistoryService: ServiceDefinition = {
  name: 'case-history',
  api: new URL('../api.json', import.meta.url),
  module: CaseHistoryModule,
  histories: [],
  resources: [ChildResource],
  listeners: [HistoryListener],
  migrations: [History1764000000000],
  hears: [
    'child-index',
    'assessment',
    'information-sharing',
    'lead-professional',
    'panel-scheduling',
    'referral',
  ],
};
