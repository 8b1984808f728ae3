import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';
import { clusterName, readPostmaster, until } from './processes.js';
import { environment, settingsOf } from './settings.js';
import { endServer } from './take-over.js';

/** A server that this process started. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** From the call of `stop` on. */
  isStopping(): boolean;
  stop(): Promise<void>;
}

export interface Launch {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly maxConnections: number;
  readonly durable: boolean;
  /** Called when there is nothing left to do but wait. */
  readonly onWaiting: () => void;
  /** Default any free one. */
  readonly port?: number;
}

const LOG_LIMIT = 5_000_000;
const START_LIMIT = 10 * 60_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Two files at most: the server's log of this run and, once it has grown, the one before. */
const openLog = async (own: string) => {
  const path = join(own, 'server.log');
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(path, `${path}.1`);
  return open(path, 'a+', 0o600);
};

const saidSince = async (own: string, position: number): Promise<string> => {
  const log = await open(join(own, 'server.log'), 'r');
  try {
    const { size } = await log.stat();
    const start = Math.max(position, size - 4000);
    const { buffer, bytesRead } = await log.read(Buffer.alloc(Math.max(0, size - start)), {
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await log.close();
  }
};

const running = (child: ChildProcess, pid: number, port: number): RunningServer => {
  let over = false;
  let stopping: Promise<void> | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      over = true;
      process.off('exit', lastChance);
      resolve();
    };
    // A process that ends without stopping its server should at least not leave it behind.
    const lastChance = () => void child.kill('SIGINT');
    process.on('exit', lastChance);
    child.once('exit', end);
  });
  child.unref();
  return {
    pid,
    port,
    ended,
    hasEnded: () => over,
    isStopping: () => stopping !== undefined,
    stop: () => (stopping ??= over ? Promise.resolve() : endServer(pid, () => over)),
  };
};

const spawnServer = async (
  launch: Launch,
  port: number,
  output: number,
): Promise<RunningServer> => {
  const { home, binaries, maxConnections, durable } = launch;
  const args = [
    ...['-D', home.cluster, '-c', `cluster_name=${clusterName(home.cluster)}`],
    ...settingsOf({ port, maxConnections, durable }),
  ];
  const child = spawn(binaries.postgres, args, {
    cwd: home.reachable,
    env: environment(),
    detached: true, // Ctrl-C in the terminal is for this process, which stops its server last
    windowsHide: true,
    stdio: ['ignore', output, output],
    ...(home.user && { uid: home.user.uid, gid: home.user.gid }),
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(running(child, child.pid ?? 0, port)));
  });
};

/** Why a server did not start: another one has the cluster or the port, which may pass. */
export type Refused = 'cluster-taken' | 'port-taken';

const reasonIn = (said: string): Refused | undefined => {
  if (/lock file ".*" (already exists|is empty)|pre-existing shared memory block/.test(said)) {
    return 'cluster-taken';
  }
  return /could not create any TCP\/IP sockets/.test(said) ? 'port-taken' : undefined;
};

/** Starts a server and waits until it takes connections. */
export const launchServer = async (launch: Launch): Promise<RunningServer | Refused> => {
  const { home } = launch;
  const log = await openLog(home.own);
  const { size } = await log.stat();
  const port = launch.port ?? (await freePort());
  const server = await spawnServer(launch, port, log.fd).finally(() => log.close());
  launch.onWaiting();
  const ready = async () => {
    if (server.hasEnded()) return true;
    const found = await readPostmaster(home.cluster);
    return found?.pid === server.pid && found.ready;
  };
  const inTime = await until(ready, START_LIMIT);
  if (inTime && !server.hasEnded()) return server;
  await server.stop();
  const said = await saidSince(home.own, size);
  const refused = reasonIn(said);
  if (refused) return refused;
  throw new Error(
    `The embedded PostgreSQL did not start. Its log, ${join(home.own, 'server.log')}, ends:\n` +
      `${said}\nOr name a PostgreSQL server of your own in DATABASE_URL.`,
  );
};
