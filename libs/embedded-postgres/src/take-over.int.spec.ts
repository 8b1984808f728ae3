import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDataFolder } from '@onestory/testing';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { isAlive, processesOf, until } from './processes.js';
import { remove, removePrepared, startedBefore } from './testing/data-folders.js';
import { ask, holdIn } from './testing/processes.js';

describe('a data folder after a crash, and between two processes', () => {
  let dataFolder: string;
  let cluster: string;
  const begun: { stop(): Promise<void> }[] = [];
  const hold = async () => {
    const holder = await holdIn(dataFolder);
    begun.push(holder);
    return holder;
  };
  const start = async () => {
    const server = await startEmbeddedPostgres({ dataFolder });
    begun.push(server);
    return server;
  };

  beforeEach(async () => {
    dataFolder = await startedBefore();
    cluster = join(dataFolder, 'postgres/cluster');
  });
  afterEach(async () => {
    await Promise.all(begun.splice(0).map((it) => it.stop()));
    await remove(dataFolder);
  });
  afterAll(removePrepared);
  /** In place of the one that `beforeEach` prepared. */
  const emptyFolder = async () => {
    await remove(dataFolder);
    dataFolder = await temporaryDataFolder();
  };

  it('after kill -9 of the process, the server that it left is ended and nothing is lost', async () => {
    const killed = await hold();
    await ask(killed.held.url, 'create table concern as select 1 as number');
    await killed.kill();
    expect(await processesOf(cluster)).toContain(killed.held.pid);
    const next = await hold();
    expect(next.held.said).toEqual([
      expect.stringMatching(`process ${killed.held.pid}.*left behind`),
    ]);
    expect(await processesOf(cluster)).not.toContain(killed.held.pid);
    expect(await ask(next.held.url, 'select * from concern')).toEqual([{ number: 1 }]);
  });

  it('after kill -9 of the process and of its server at once, it starts again', async () => {
    const killed = await hold();
    await ask(killed.held.url, 'create table concern as select 1 as number');
    process.kill(killed.held.pid, 'SIGKILL');
    await killed.kill();
    const { url } = await start();
    expect(await ask(url, 'select * from concern')).toEqual([{ number: 1 }]);
  });

  it('after kill -9 of everything, with a session busy in the middle of its work', async () => {
    const killed = await hold();
    await ask(killed.held.url, 'create table concern as select 1 as number');
    const busy = ask(
      killed.held.url,
      'insert into concern select generate_series(1, 10000000)',
    ).catch(() => undefined);
    const working = `select from pg_stat_activity where query like 'insert%' and state = 'active'`;
    const atWork = async () => (await ask(killed.held.adminUrl, working)).length > 0;
    expect(await until(atWork, 5000)).toBe(true);
    process.kill(killed.held.pid, 'SIGKILL');
    await killed.kill();
    const { url } = await start();
    expect(await ask(url, 'select * from concern')).toEqual([{ number: 1 }]);
    await busy;
  });

  it('a stale lock file does not matter, though its number is now another process', async () => {
    const before = await start();
    const file = join(cluster, 'postmaster.pid');
    const lock = await readFile(file, 'utf8');
    await before.stop();
    const stranger = String(process.pid);
    await writeFile(file, lock.replace(/^\d+/, stranger));
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await start().catch(() => undefined);
    expect(isAlive(process.pid)).toBe(true);
  });

  it('a first start that was killed half-way is begun anew', async () => {
    await emptyFolder();
    const neverAlive = 2 ** 22 + 1;
    const own = join(dataFolder, 'postgres');
    await mkdir(join(own, `making-${neverAlive}-abc/cluster`), { recursive: true });
    await chmod(own, 0o711);
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const names = await readdir(own);
    expect(names.filter((name) => name.startsWith('making-'))).toEqual([]);
  });

  it('a second process is refused, told who is there, and the first one notices nothing', async () => {
    const first = await hold();
    const second = await hold();
    expect(second.failed.name).toBe('DataFolderInUse');
    expect(second.failed.message).toBe(
      `The data folder ${dataFolder} is in use by process ${first.pid}. ` +
        'Stop that process first, or give this one a data folder of its own.',
    );
    expect(await ask(first.held.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(remove(dataFolder)).rejects.toThrow(/is in use/);
  });

  it.each([
    ['on an empty folder', emptyFolder],
    ['on a folder with data', () => Promise.resolve()],
    ['on a folder whose server was left behind', async () => (await hold()).kill()],
  ])('of several processes that start at once %s, exactly one wins', async (_, before) => {
    await before();
    const all = await Promise.all([hold(), hold(), hold()]);
    const winners = all.filter(({ answer }) => 'url' in answer);
    const losers = all.filter(({ answer }) => 'message' in answer);
    expect(losers.map(({ failed }) => failed.name)).toEqual(['DataFolderInUse', 'DataFolderInUse']);
    expect(winners).toHaveLength(1);
    expect(await ask(winners[0]?.held.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('the crash of one session does not cost the process its hold', async () => {
    const first = await hold();
    const [session] = (await ask(
      first.held.adminUrl,
      `select pid from pg_stat_activity where application_name like 'onestory process %'`,
    )) as readonly { readonly pid: number }[];
    process.kill(session?.pid ?? 0, 'SIGKILL');
    const answers = () =>
      ask(first.held.url, 'select 1').then(
        () => true,
        () => false,
      );
    expect(await until(answers, 60_000)).toBe(true);
    const second = await hold();
    expect(second.failed.name).toBe('DataFolderInUse');
    expect(await answers()).toBe(true);
  });

  it('stopping leaves no process and no lock file behind', async () => {
    const { stop } = await start();
    await stop();
    expect(await processesOf(cluster)).toEqual([]);
    expect(await readdir(cluster)).not.toContain('postmaster.pid');
  });
});
