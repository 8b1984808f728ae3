import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { childIndexService } from './child-index.module.js';

await runServices(
  [childIndexService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
