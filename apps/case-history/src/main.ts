import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { caseHistoryService } from './case-history.module.js';

await runServices(
  [caseHistoryService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
