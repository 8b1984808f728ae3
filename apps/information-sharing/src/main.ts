import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { informationSharingService } from './information-sharing.module.js';

await runServices(
  [informationSharingService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
