import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class ChildIndexModule {}

export const childIndexService: ServiceDefinition = {
  name: 'child-index',
  module: ChildIndexModule,
  histories: [],
  resources: [],
};
