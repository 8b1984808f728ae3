import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@onestory/kernel';
import type { StoryClock } from '@onestory/kernel';
import { registerFromFolder } from '../register/area-file.js';
import { embeddedIssuer, NoSuchPersona } from './embedded-issuer.js';
import { signIn } from './tokens.js';

const register = registerFromFolder(new URL('../../../../infra/areas', import.meta.url).pathname);

describe('the issuer of development', () => {
  let folder: string;
  let now = '2026-01-13T09:00:00Z';
  const clock: StoryClock = { kind: 'story', now: () => instant(now) };
  const start = () => embeddedIssuer({ folder, register, clock });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'issuer-'));
    now = '2026-01-13T09:00:00Z';
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('issues tokens by which every persona signs in as who they are', async () => {
    const issuer = await start();
    const personas = issuer.personas();
    expect(personas.length).toBeGreaterThan(30);
    for (const { id, area, roles } of personas) {
      const { token, expiresIn } = await issuer.token(id);
      expect(expiresIn).toBe(3600);
      const actor = await signIn(issuer.verifier, register, clock)(`Bearer ${token}`);
      expect(actor).toMatchObject({ id, area, roles });
    }
  });

  it('has no persona, and no token, for somebody who has left', async () => {
    const issuer = await start();
    const left = register
      .practitioners(register.areas[0]!)
      .find(({ roles }) => roles.every(({ to }) => to && to < '2026-01-13'));
    expect(left).toBeDefined();
    expect(issuer.personas().map(({ id }) => id)).not.toContain(left!.id);
    await expect(issuer.token(left!.id)).rejects.toThrow(NoSuchPersona);
    await expect(issuer.token('nobody')).rejects.toThrow(NoSuchPersona);
  });

  it('keeps its key over a restart, in a file for its owner only', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.jwks()).toEqual(first.jwks());
    const { token } = await first.token(first.personas()[0]!.id);
    const restarted = await start();
    await expect(restarted.verifier(token)).resolves.toBeDefined();
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    expect(statSync(join(folder, files[0]!)).mode & 0o777).toBe(0o600);
    chmodSync(join(folder, files[0]!), 0o644);
    await expect(start()).rejects.toThrow(/chmod 600/);
  });

  it('never gives its secret away', async () => {
    const keys = (await start()).jwks().keys;
    expect(Object.keys(keys[0]!)).not.toContain('d');
  });

  it('issues for 15 minutes to an hour of the story', async () => {
    const issuer = await start();
    const { id } = issuer.personas()[0]!;
    await expect(issuer.token(id, 14)).rejects.toThrow(RangeError);
    await expect(issuer.token(id, 61)).rejects.toThrow(RangeError);
    await expect(issuer.token(id, Number.NaN)).rejects.toThrow(RangeError);
    const { token } = await issuer.token(id, 15);
    now = '2026-01-13T09:14:59Z';
    await expect(issuer.verifier(token)).resolves.toBeDefined();
    now = '2026-01-13T09:17:00Z';
    await expect(issuer.verifier(token)).rejects.toMatchObject({ reason: 'expired' });
  });
});
