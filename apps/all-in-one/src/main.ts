import { fileURLToPath } from 'node:url';
import { launch } from '@onestory/service/launch';

await launch(
  async () => (await import('./services.js')).services,
  fileURLToPath(new URL('../../../infra/areas', import.meta.url)),
);
