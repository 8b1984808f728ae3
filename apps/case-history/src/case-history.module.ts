import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';
import { History1764000000000 } from './database/migrations/1764000000000-history.js';
import { AreaCountsController } from './read-models/history/area-counts.controller.js';
import { AreaCountsHandler } from './read-models/history/area-counts.handler.js';
import { HistoryListener } from './read-models/history/history.listener.js';
import { MeasuresController } from './read-models/history/measures.controller.js';
import { MeasuresHandler } from './read-models/history/measures.handler.js';
import { TimelineController } from './read-models/history/timeline.controller.js';
import { TimelineHandler } from './read-models/history/timeline.handler.js';
import { ChildResource } from './read-models/history/child.resource.js';

@Module({
  controllers: [TimelineController, MeasuresController, AreaCountsController],
  providers: [TimelineHandler, MeasuresHandler, AreaCountsHandler, HistoryListener, ChildResource],
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
