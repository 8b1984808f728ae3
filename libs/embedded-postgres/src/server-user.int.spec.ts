import { chown, cp, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryDataFolder } from '@onestory/testing';
import { clusterOf } from './home.js';
import { idOf } from './server-user.js';
import type { ServerUser } from './server-user.js';
import { remove } from './testing/data-folders.js';
import { ask, holdIn, tellLoudly } from './testing/processes.js';

const asRoot = process.getuid?.() === 0;

if (!asRoot) {
  tellLoudly(
    'Not run by root: that embedded PostgreSQL works for root was NOT tested. ' +
      'Run this spec as root too (in a container, say).',
  );
}

describe('whoever starts embedded PostgreSQL', () => {
  let top: string;
  const begun: { stop(): Promise<void> }[] = [];
  const hold = async (...args: Parameters<typeof holdIn>) => {
    const holder = await holdIn(...args);
    begun.push(holder);
    return holder;
  };

  beforeEach(async () => {
    top = await temporaryDataFolder();
  });
  afterEach(async () => {
    await Promise.all(begun.splice(0).map((it) => it.stop()));
    await remove(top);
  });

  it('may give a path with spaces and letters of any language', async () => {
    const dataFolder = join(top, `Siân's дом 家`, 'one story');
    const first = await hold(dataFolder);
    await ask(first.held.url, 'create table concern as select 1 as number');
    await first.kill();
    const second = await hold(dataFolder);
    expect(await ask(second.held.url, 'select * from concern')).toEqual([{ number: 1 }]);
    expect((await stat(dataFolder)).mode & 0o066).toBe(0);
  });

  it('is told the way out when the data folder is not theirs to write to', async () => {
    const file = join(top, 'a file');
    await writeFile(file, '');
    const refused = await hold(join(file, 'data'));
    expect(refused.failed.message).toMatch(/cannot be written to by you.*Give another/);
  });

  // Only root can become somebody else, so only root sees these.
  if (!asRoot) return;

  /** A folder of `nobody`, who is the ordinary user here. */
  const nobodys = async (): Promise<{ readonly user: ServerUser; readonly folder: string }> => {
    const user = { name: 'nobody', uid: idOf('-u', 'nobody'), gid: idOf('-g', 'nobody') };
    const folder = join(top, 'of nobody');
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, user.uid, user.gid);
    return { user, folder };
  };
  const userOf = async (pid: number): Promise<number> =>
    Number(/^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);

  it('is an ordinary user: the server runs as that user, in a folder only theirs', async () => {
    const { user, folder } = await nobodys();
    const { held } = await hold(folder, user);
    expect(await userOf(held.pid)).toBe(user.uid);
    expect(held.notes).toEqual([]);
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('is root: the server runs as another user, who alone can read the data', async () => {
    const { held } = await hold(top);
    const cluster = await stat(await clusterOf(top));
    expect(await userOf(held.pid)).toBe(cluster.uid);
    expect([cluster.uid > 0, cluster.mode & 0o777]).toEqual([true, 0o700]);
    expect(held.notes).toEqual([]);
  });

  it('is root after an ordinary user: the data stay with that user, who can go on', async () => {
    const { user, folder } = await nobodys();
    const first = await hold(folder, user);
    await ask(first.held.url, 'create table concern as select 1 as number');
    await first.kill();
    const second = await hold(folder);
    expect(await userOf(second.held.pid)).toBe(user.uid);
    await second.stop();
    const third = await hold(folder, user);
    expect(await ask(third.held.url, 'select * from concern')).toEqual([{ number: 1 }]);
  });

  it('is an ordinary user after root: is told whose the data folder is', async () => {
    const { user, folder } = await nobodys();
    await (await hold(folder)).stop();
    const refused = await hold(folder, user);
    expect(refused.failed.message).toMatch(/cannot be written to by you.*make it yours/);
    await remove(folder);
  });

  it('is root in a home of mode 700: the data go where the server can reach them', async () => {
    const dataFolder = join(top, 'home', 'onestory');
    await mkdir(dirname(dataFolder), { mode: 0o700 });
    const first = await hold(dataFolder);
    const place = dirname(await clusterOf(dataFolder));
    expect(place).toMatch(/^\/var\/(lib|tmp)\/onestory\//);
    expect(first.held.notes).toEqual([
      expect.stringMatching(`The database is in ${place}: PostgreSQL does not run as root`),
    ]);
    await ask(first.held.url, 'create table concern as select 1 as number');
    await first.kill();
    const second = await hold(dataFolder);
    expect(await ask(second.held.url, 'select * from concern')).toEqual([{ number: 1 }]);
    await second.stop();
    await remove(dataFolder);
    await expect(stat(place)).rejects.toThrow(/ENOENT/);
  });

  it('is root, and moves or copies such a data folder: one database is never of two', async () => {
    const home = join(top, 'home');
    await mkdir(home, { mode: 0o700 });
    await (await hold(join(home, 'before'))).stop();
    await rename(join(home, 'before'), join(home, 'moved'));
    await (await hold(join(home, 'moved'))).stop();
    await cp(join(home, 'moved'), join(home, 'copy'), { recursive: true });
    const copy = await hold(join(home, 'copy'));
    expect(copy.failed.message).toMatch(/is a copy of .*moved.*Use the original/);
    await remove(join(home, 'moved'));
  });
});
