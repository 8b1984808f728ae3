import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class InformationSharingModule {}

export const informationSharingService: ServiceDefinition = {
  name: 'information-sharing',
  module: InformationSharingModule,
  histories: [],
  resources: [],
};
