import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { leadProfessionalService } from './lead-professional.module.js';

await runServices(
  [leadProfessionalService],
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
