import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { referralService } from './referral.module.js';

await runServices(
  [referralService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
