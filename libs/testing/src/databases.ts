import { randomBytes } from 'node:crypto';
import type { EmbeddedPostgres } from '@onestory/embedded-postgres';
import type pg from 'pg';
import { removeDataFolder, temporaryDataFolder } from './data-folders.js';
import type { SharedServer } from './global-setup.js';

// The imports of pg and of libs/service wait until they are needed: pure specs import this lib too,
// and they are to be instant.

interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** An empty database for one spec file, owned by the role that its url names (no superuser). */
export interface TestDatabase {
  readonly url: string;
  /** The same for `new pg.Pool(...)`. */
  readonly connectionOptions: ConnectionOptions;
  /** Drops it, with whatever is still connected. */
  close(): Promise<void>;
}

/** What every database of one kind starts with; made once per run, then copied. */
export interface Template {
  /** Lower-case letters, digits and `_`. */
  readonly name: string;
  /** Must close its connections before it resolves. */
  readonly prepare: (url: string) => Promise<void>;
}

const ATTEMPTS = 5;

/** The first to ask starts it, on a busy machine: who is cut off asks again. */
const askForServer = async (address: string): Promise<SharedServer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(address, { headers: { connection: 'close' } });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as SharedServer;
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
};

let asked: Promise<SharedServer> | undefined;

/** One for the run; asked for once by each spec file. */
const sharedServer = (): Promise<SharedServer> => {
  const address = process.env['ONESTORY_TEST_DATABASES'];
  if (!address) throw new Error('There is no database server for specs: run them with `npm test`.');
  asked ??= askForServer(address);
  return asked;
};

const asAdmin = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const named = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

const optionsOf = (url: string): ConnectionOptions => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    user: username,
    password,
    database: pathname.slice(1),
  };
};

const ownerOf = (urls: SharedServer): string => new URL(urls.owner).username;

/** The first spec file that needs it makes it, the others wait. */
const templateFor = async (
  admin: pg.Client,
  urls: SharedServer,
  { name, prepare }: Template,
): Promise<string> => {
  const template = `template_${name}`;
  await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [
      template,
    ]);
    if (rowCount) return template;
    const draft = `draft_${name}_${randomBytes(4).toString('hex')}`;
    await admin.query(`create database ${draft} owner ${ownerOf(urls)}`);
    await prepare(named(urls.owner, draft));
    await admin.query(`alter database ${draft} rename to ${template}`);
    return template;
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
};

/** A database of the caller's own on the server that all specs share. About 30 ms. */
export const testDatabase = async (template?: Template): Promise<TestDatabase> => {
  const urls = await sharedServer();
  const database = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(urls.admin, async (admin) => {
    const source = template ? await templateFor(admin, urls, template) : 'template1';
    await admin.query(`create database ${database} owner ${ownerOf(urls)} template ${source}`);
  });
  const url = named(urls.owner, database);
  return {
    url,
    connectionOptions: optionsOf(url),
    close: () =>
      asAdmin(urls.admin, async (admin) => {
        await admin.query(`drop database if exists ${database} with (force)`);
      }),
  };
};

export interface TestServerOptions {
  /** True, and slower, where the spec kills the server and counts what is left. */
  readonly durable: boolean;
  readonly maxConnections?: number;
}

/** A server of the spec's own, which it may kill and start again. */
export interface TestServer {
  /** Changes with every start: the port is another. */
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** By SIGKILL, as when the machine loses power, but for the disk's own cache. */
  kill(): Promise<void>;
  /** Stops it if it runs, and starts it on the same data. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export const startServer = async (options: TestServerOptions): Promise<TestServer> => {
  const { startEmbeddedPostgres } = await import('@onestory/embedded-postgres');
  const dataFolder = await temporaryDataFolder();
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataFolder, ...options });
  let server = await start().catch(async (error: unknown) => {
    await removeDataFolder(dataFolder);
    throw error;
  });
  return {
    get url() {
      return server.url;
    },
    get adminUrl() {
      return server.adminUrl;
    },
    get pid() {
      return server.pid;
    },
    dataFolder,
    kill: async () => {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
    },
    restart: async () => {
      await server.stop();
      server = await start();
    },
    close: async () => {
      await server.stop();
      await removeDataFolder(dataFolder);
    },
  };
};
