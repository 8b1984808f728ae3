import { assessmentService } from '@onestory/assessment';
import { caseHistoryService } from '@onestory/case-history';
import { childIndexService } from '@onestory/child-index';
import { informationSharingService } from '@onestory/information-sharing';
import { leadProfessionalService } from '@onestory/lead-professional';
import { panelSchedulingService } from '@onestory/panel-scheduling';
import { referralService } from '@onestory/referral';
import type { ServiceDefinition } from '@onestory/service';

/** Every service, each a Nest application of its own with its own container and schema. */
export const services: readonly ServiceDefinition[] = [
  childIndexService,
  informationSharingService,
  assessmentService,
  leadProfessionalService,
  panelSchedulingService,
  referralService,
  caseHistoryService,
];
