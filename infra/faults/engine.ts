import { keepRunning, startEmbeddedPostgres } from '@onestory/embedded-postgres';
import type { EmbeddedPostgres } from '@onestory/embedded-postgres';

/** The PostgreSQL under the platform: its own, or one of the user's that somebody else keeps running. */
export interface Engine {
  /** Undefined: the platform brings its own. */
  readonly databaseUrl?: string;
  /** Of the server, where it is not a child of the platform. */
  readonly pid?: number;
  /** After the platform has stopped: where its tables can be read. */
  forReading(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

export const embedded = (data: string): Engine => ({
  forReading: () => startEmbeddedPostgres({ dataFolder: data }),
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

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** As a service manager would keep it: started again at the same address whenever it ends. */
export const usersOwn = async (dataFolder: string): Promise<Engine> =>
  new UsersOwn(await keepRunning({ dataFolder }));
