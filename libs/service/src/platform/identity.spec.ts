import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotSignedIn } from '@onestory/access';
import { storyAsItHappens } from '@onestory/kernel';
import { readConfig } from './config.js';
import { DataFolder } from './data-folder.js';
import { openIdentity } from './identity.js';

const AREAS = fileURLToPath(new URL('../../../../infra/areas', import.meta.url));
const teacher = '5b8ec604-8509-4046-bd1c-4887d7fe1fc9';

describe('who people are', () => {
  const folders: string[] = [];
  const open = (environment: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'onestory-identity-'));
    folders.push(folder);
    const config = readConfig({ ...environment, ONESTORY_DATA: folder }, AREAS);
    return openIdentity(config, DataFolder.open(config), storyAsItHappens);
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  it('is said by the embedded issuer in development only', async () => {
    const development = await open({});
    const { token } = await development.issuer!.token(teacher);
    expect(await development.verify(token)).toBe(teacher);
    const production = { ONESTORY_MODE: 'production', ONESTORY_REGISTER: AREAS };
    const elsewhere = await open({ ...production, OIDC_ISSUER: 'https://id.example' });
    expect(elsewhere.issuer).toBeUndefined();
  });

  it("is said in production by the issuer's published keys, and by no other issuer's tokens", async () => {
    const development = await open({});
    const { token } = await development.issuer!.token(teacher);
    const issuer = createServer((_request, response) =>
      response.end(JSON.stringify(development.issuer!.jwks())),
    );
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    const { port } = issuer.address() as AddressInfo;
    const production = await open({
      ONESTORY_MODE: 'production',
      ONESTORY_REGISTER: AREAS,
      OIDC_ISSUER: 'https://id.example',
      OIDC_JWKS_URL: `http://127.0.0.1:${port}/keys`,
    });
    // The key is right, and the issuer is another one: a development token opens no production.
    await expect(production.verify(token)).rejects.toThrow(NotSignedIn);
    issuer.closeAllConnections();
    await new Promise((resolve) => issuer.close(resolve));
  });
});
