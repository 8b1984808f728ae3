import { fileURLToPath } from 'node:url';
import { runServices } from '@onestory/service';
import { services } from './services.js';

await runServices(services, fileURLToPath(new URL('../../../infra/areas', import.meta.url)));
