import { keepRunning, startEmbeddedPostgres } from '@onestory/embedded-postgres';
import type { EmbeddedPostgres } from '@onestory/embedded-postgres';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The PostgreSQL under the platform: its own, or one of the user's that somebody else keeps running. */
export interface Engine {
  /** Undefined: the platform brings its own. */
  readonly databaseUrl?: string;
  /** The server's process id, if it is not a child of the platform. */
  readonly pid?: number;
  /** After the platform has stopped: where its tables can be read. */
  forReading(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** Until it takes connections, as one waits for a database before one starts what needs it. */
  answers(): Promise<void>;
  stop(): Promise<void>;
}

export const embedded = (data: string): Engine => ({
  forReading: () => startEmbeddedPostgres({ dataFolder: data }),
  answers: async () => undefined,
  stop: async () => undefined,
});

class UsersOwn implements Engine {
  constructor(private readonly server: EmbeddedPostgres) {}

  get databaseUrl(): string {
    return this.server.url;
  }

  get pid(): number {
    return this.server.pid;
  }

  async forReading() {
    return { url: this.server.url, stop: async () => undefined };
  }

  async answers(): Promise<void> {
    while (!(await takesConnections(this.server.url))) await pause(100);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

const takesConnections = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** What PostgreSQL comes with: enough for two processes, which the embedded one is not made for. */
const CONNECTIONS = 100;

/** As a service manager would keep it: started again at the same address whenever it ends. */
export const usersOwn = async (dataFolder: string): Promise<Engine> =>
  new UsersOwn(await keepRunning({ dataFolder, maxConnections: CONNECTIONS }));
