import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class PanelSchedulingModule {}

export const panelSchedulingService: ServiceDefinition = {
  name: 'panel-scheduling',
  module: PanelSchedulingModule,
  histories: [],
  resources: [],
};
