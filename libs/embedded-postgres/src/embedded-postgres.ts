import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@onestory/postgres';
import { prepareBinaries } from './binaries.js';
import { prepareCluster, SUPERUSER, urlOf } from './cluster.js';
import type { Passwords } from './cluster.js';
import { assertDurable } from './durability.js';
import { DataFolderInUse, hold } from './hold.js';
import { makeHome } from './home.js';
import { until } from './processes.js';
import { launchServer } from './server.js';
import type { Launch, RunningServer } from './server.js';
import { clearTheWay, removeStaleLock } from './take-over.js';
import type { Claim } from './take-over.js';

export interface EmbeddedPostgresOptions {
  /** The folder of the whole installation. The server keeps to `postgres` in it. */
  readonly dataFolder: string;
  /** Hears what the operator may want to know. Never a password or a personal value. */
  readonly log?: (message: string) => void;
  /** Default 40, of which 3 are kept for the superuser. */
  readonly maxConnections?: number;
  /** Where somebody expects it, because it was there before. Default any free one. */
  readonly port?: number;
  /** False is for tests whose data nobody misses: quicker, and {@link assertDurable} refuses it. */
  readonly durable?: boolean;
  /** Called as soon as PostgreSQL's own programs are at work, which takes long and needs nobody. */
  readonly onWaiting?: () => void;
}

/** A PostgreSQL server on 127.0.0.1 that this process started and holds. */
export interface EmbeddedPostgres {
  /** The database `onestory`, as the role that owns it. Contains the password: never log it. */
  readonly url: string;
  /** The database `postgres` as superuser: for tests and maintenance. Never log it. */
  readonly adminUrl: string;
  readonly dataFolder: string;
  readonly port: number;
  /** The server process's id. */
  readonly pid: number;
  /** What the operator should know: where files went, and why. */
  readonly notes: readonly string[];
  /** Resolves when the server has ended: after `stop`, or because somebody killed it. */
  readonly ended: Promise<void>;
  /** Ends the sessions and the server. To be called last. */
  stop(): Promise<void>;
}

const DATABASE = 'onestory';
const ATTEMPTS = 30;

const createDatabase = async (client: Connection, { onestory }: Passwords): Promise<void> => {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $1) as database`,
    [DATABASE],
  );
  if (!rows[0]?.role) {
    await client.query(`create role ${DATABASE} login password ${client.escapeLiteral(onestory)}`);
  }
  if (!rows[0]?.database) await client.query(`create database ${DATABASE} owner ${DATABASE}`);
};

const start = async (claim: Claim, launch: Launch): Promise<RunningServer> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await clearTheWay(claim);
    if (attempt > 1) await removeStaleLock(claim.cluster);
    const server = await launchServer(launch);
    if (typeof server !== 'string') return server;
    await sleep(20 * attempt);
  }
  throw new Error(
    `The embedded PostgreSQL could not get hold of ${claim.cluster}` +
      `${launch.port === undefined ? '' : ` and port ${launch.port}`} within ${ATTEMPTS} attempts. ` +
      'See what else runs on it: its processes show the folder on their command lines.',
  );
};

/** A crash of one session restarts the server's sessions; then the lock has to be taken again. */
const keepHolding = (client: Connection, server: RunningServer, claim: Claim): void => {
  client.once('end', () => void holdAgain(server, claim));
};

const holdAgain = async (server: RunningServer, claim: Claim): Promise<void> => {
  while (!server.hasEnded() && !server.isStopping()) {
    const held = await hold(server.port, claim.password);
    if (held.state === 'ours') return keepHolding(held.client, server, claim);
    await sleep(20);
  }
};

/** On a busy machine a server takes its time to answer, long after it has started. */
const ANSWERS_WITHIN_MS = 60_000;

const holdFirst = async (server: RunningServer, claim: Claim): Promise<Connection> => {
  const began = performance.now();
  let held = await hold(server.port, claim.password);
  while (
    held.state === 'no-answer' &&
    !server.hasEnded() &&
    performance.now() - began < ANSWERS_WITHIN_MS
  ) {
    await sleep(50);
    held = await hold(server.port, claim.password);
  }
  if (held.state === 'ours') return held.client;
  const holder = held.state === 'taken' ? held.holder : undefined;
  // Only somebody who starts at the same time takes it, or ends it, this early.
  if (holder !== undefined || (await until(server.hasEnded, 1000))) {
    throw new DataFolderInUse(claim.dataFolder, holder);
  }
  const reason = held.state === 'no-answer' ? held.reason : held.state;
  throw new Error(`The embedded PostgreSQL has started but does not answer: ${reason}.`);
};

/**
 * Starts the PostgreSQL that comes with OneStory, on any free port of the loopback interface. A
 * server that a killed process left behind is ended first.
 *
 * Throws {@link DataFolderInUse} when a live process holds the data folder; errors say the way out,
 * and leave no process behind.
 */
export const startEmbeddedPostgres = async (
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> => {
  const { dataFolder, durable = true, maxConnections = 40, port } = options;
  const { log = () => undefined, onWaiting = () => undefined } = options;
  const home = await makeHome(dataFolder);
  const binaries = await prepareBinaries(home.reachable, home.user);
  const passwords = await prepareCluster(home, binaries, { durable, onWaiting });
  const { cluster } = home;
  const claim: Claim = { dataFolder, cluster, password: passwords.superuser, log };
  const fixed = port !== undefined && { port };
  const launch = { home, binaries, maxConnections, durable, onWaiting, ...fixed };
  const server = await start(claim, launch);
  try {
    const client = await holdFirst(server, claim);
    await createDatabase(client, passwords);
    const url = urlOf(DATABASE, passwords.onestory, server.port, DATABASE);
    if (durable) await assertDurable(url);
    keepHolding(client, server, claim);
    return {
      url,
      adminUrl: urlOf(SUPERUSER, passwords.superuser, server.port, 'postgres'),
      dataFolder,
      port: server.port,
      pid: server.pid,
      notes: [...home.notes, ...(binaries.note ? [binaries.note] : [])],
      ended: server.ended,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
