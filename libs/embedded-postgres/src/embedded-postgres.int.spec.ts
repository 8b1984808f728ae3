import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { temporaryDataFolder } from '@onestory/testing';
import { assertDurable, NotDurable } from './durability.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
import { urlOfRunningPostgres } from './held-by-another.js';
import { isAlive } from './processes.js';
import { remove, removePrepared, startedBefore } from './testing/data-folders.js';
import { ask } from './testing/processes.js';

describe('embedded PostgreSQL', () => {
  let dataFolder: string;
  const servers: EmbeddedPostgres[] = [];
  const start = async (options: Partial<EmbeddedPostgresOptions> = {}) => {
    const server = await startEmbeddedPostgres({ dataFolder, ...options });
    servers.push(server);
    return server;
  };

  beforeEach(async () => {
    dataFolder = await startedBefore();
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await remove(dataFolder);
  });
  afterAll(removePrepared);

  it('starts on an empty folder, and keeps its data over a restart', async () => {
    await remove(dataFolder);
    dataFolder = await temporaryDataFolder();
    const first = await start();
    await ask(first.url, 'create table concern as select 1 as number');
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'select * from concern')).toEqual([{ number: 1 }]);
  });

  it('lets in a program that works beside the one that holds it, for as long as it runs', async () => {
    expect(await urlOfRunningPostgres(dataFolder)).toBeUndefined();
    const server = await start();
    expect(await urlOfRunningPostgres(dataFolder)).toBe(server.url);
    await server.stop();
    expect(await urlOfRunningPostgres(dataFolder)).toBeUndefined();
  });

  it('gives OneStory a role that owns its database and nothing else', async () => {
    const { url } = await start();
    expect(
      await ask(
        url,
        `select current_user as role, current_database() as database, rolsuper, rolcreaterole
         from pg_roles where rolname = current_user`,
      ),
    ).toEqual([{ role: 'onestory', database: 'onestory', rolsuper: false, rolcreaterole: false }]);
  });

  it('opens no door without a password, and its password is not for others to read', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    const hba = await readFile(join(dataFolder, 'postgres/cluster/pg_hba.conf'), 'utf8');
    expect(hba).not.toMatch(/^[^#]*\btrust\b/m);
    for (const name of ['passwords.json', 'server.log']) {
      const { mode } = await stat(join(dataFolder, 'postgres', name));
      expect(mode & 0o077).toBe(0);
    }
  });

  it('listens on the loopback address only, and on no socket file', async () => {
    const { url, adminUrl } = await start();
    const [settings] = await ask(
      adminUrl,
      `select current_setting('listen_addresses') as addresses,
              current_setting('unix_socket_directories') as sockets`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '' });
    const others = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter((found) => !found.internal && found.family === 'IPv4');
    for (const { address } of others) {
      const outside = new URL(url);
      outside.hostname = address;
      await expect(ask(outside.href, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    }
  });

  it('finds another port when the one before is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      squatter.close();
    }
  });

  it('acknowledges only what survives a crash, whatever a file in the cluster says', async () => {
    const { url, adminUrl, stop } = await start();
    await expect(assertDurable(url)).resolves.toEqual([]);
    await ask(adminUrl, 'alter system set fsync = off');
    await stop();
    const again = await start();
    await expect(assertDurable(again.url)).resolves.toEqual([]);
  });

  it('does not start where somebody has turned durability off for the role', async () => {
    const { adminUrl, stop } = await start();
    await ask(adminUrl, 'alter role onestory set synchronous_commit = off');
    await stop();
    await expect(start()).rejects.toThrow(/synchronous_commit is off/);
    const running = await readdir(join(dataFolder, 'postgres/cluster'));
    expect(running).not.toContain('postmaster.pid');
  });

  it('names all that is wrong with a server that could lose what it acknowledged', async () => {
    const { url } = await start({ durable: false });
    const refusal = await assertDurable(url).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NotDurable);
    expect((refusal as NotDurable).faults).toEqual([
      'fsync is off: set it on in postgresql.conf',
      'full_page_writes is off: set it on in postgresql.conf',
      'synchronous_commit is off: set it on, for this role and database too',
    ]);
  });

  it('writes no value of a failed statement into its log', async () => {
    const { url } = await start();
    await ask(url, 'create table carer (name text unique)');
    await ask(url, `insert into carer values ('Zebedee-Quillfeather')`);
    const again = ask(url, `insert into carer values ('Zebedee-Quillfeather')`);
    await expect(again).rejects.toThrow(/unique/);
    const log = await readFile(join(dataFolder, 'postgres/server.log'), 'utf8');
    expect(log).not.toContain('Quillfeather');
  });

  it('says so when it is killed, and stopping it then is no error', async () => {
    const server = await start();
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    expect(isAlive(server.pid)).toBe(false);
    await server.stop();
  });

  it('refuses a cluster of another version, and one whose passwords are lost', async () => {
    const { stop } = await start();
    await stop();
    await writeFile(join(dataFolder, 'postgres/cluster/PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(/is of PostgreSQL 17; this OneStory brings 18/);
    await writeFile(join(dataFolder, 'postgres/cluster/PG_VERSION'), '18\n');
    await rm(join(dataFolder, 'postgres/passwords.json'));
    await expect(start()).rejects.toThrow(/passwords are gone/);
  });

  it('shows the end of the log when the server cannot start', async () => {
    const { stop } = await start();
    await stop();
    await writeFile(join(dataFolder, 'postgres/cluster/postgresql.conf'), 'nonsense = 1\n');
    await expect(start()).rejects.toThrow(/unrecognized configuration parameter "nonsense"/);
  });
});
