import { Module } from '@nestjs/common';
import { own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { concernHistory } from './history/concern.codec.js';
import { concernPublications } from './publications/concern.publications.js';
import { RecordConcernController } from './use-cases/record-concern/record-concern.controller.js';
import { RecordConcernHandler } from './use-cases/record-concern/record-concern.handler.js';

@Module({ controllers: [RecordConcernController], providers: [RecordConcernHandler] })
export class AssessmentModule {}

export const assessmentService: ServiceDefinition = {
  name: 'assessment',
  module: AssessmentModule,
  histories: [own(concernHistory)],
  resources: [],
  publications: [concernPublications],
  hears: ['child-index', 'information-sharing', 'lead-professional'],
};
