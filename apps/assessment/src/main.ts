import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { assessmentService } from './assessment.module.js';

await runServices(
  [assessmentService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
