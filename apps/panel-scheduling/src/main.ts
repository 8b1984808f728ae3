import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { panelSchedulingService } from './panel-scheduling.module.js';

await runServices(
  [panelSchedulingService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
