import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@onestory/service';

@Module({})
export class ReferralModule {}

export const referralService: ServiceDefinition = {
  name: 'referral',
  module: ReferralModule,
  histories: [],
  resources: [],
};
