import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class LeadProfessionalModule {}

export const leadProfessionalService: ServiceDefinition = {
  name: 'lead-professional',
  module: LeadProfessionalModule,
  histories: [],
  resources: [],
};
