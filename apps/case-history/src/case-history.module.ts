import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class CaseHistoryModule {}

export const caseHistoryService: ServiceDefinition = {
  name: 'case-history',
  module: CaseHistoryModule,
  histories: [],
  resources: [],
};
