import { assertDurable, keepRunning } from '@onestory/embedded-postgres';
import type { Config } from './config.js';
import { DataFolder } from './data-folder.js';
import { openLog } from './logging.js';
import type { Logger } from './logging.js';
import { Opened } from './opened.js';

export interface OpenDatabase {
  /** The database of the services' own schemas. */
  readonly url: string;
  /** What the operator should know, for the start message. */
  readonly notes: readonly string[];
}

export interface GroundOptions {
  /** False is for specs, whose shared server keeps nothing safe so that it is quick. */
  readonly durable?: boolean;
}

/**
 * Data folder, log and database: all that stands before a service. A database takes about as long to make as the
 * services take to be imported, on another core, so that this file imports next to nothing: both are done at once.
 */
export class Ground {
  private constructor(
    readonly config: Config,
    readonly folder: DataFolder,
    readonly log: Logger,
    /** Rejects with the way out, and leaves no process behind. */
    readonly database: Promise<OpenDatabase>,
    private readonly opened: Opened,
  ) {
    database.catch(() => undefined); // whoever waits for it hears of it
  }

  /**
   * Resolves when it is others who work, or when there is nothing more to do: who goes on sooner only delays them.
   *
   * @throws NotThisDataFolder
   */
  static async begin(config: Config, { durable = true }: GroundOptions = {}): Promise<Ground> {
    const opened = new Opened();
    const folder = DataFolder.open(config);
    const { log, close } = openLog(config, folder.file('logs/onestory.log'));
    opened.add(log, close);
    return new Promise((resolve) => {
      const onWaiting = (): void => resolve(ground);
      const database = config.databaseUrl
        ? namedDatabase(config, config.databaseUrl, durable, log)
        : embeddedDatabase(folder, log, opened, onWaiting);
      const ground = new Ground(config, folder, log, database, opened);
      if (config.databaseUrl) resolve(ground);
      database.then(onWaiting, onWaiting);
    });
  }

  /** What is still being opened is opened first: half-way there is nothing to close. */
  async close(): Promise<void> {
    await this.database.catch(() => undefined);
    await this.opened.close();
  }
}

const namedDatabase = async (
  config: Config,
  url: string,
  durable: boolean,
  log: Logger,
): Promise<OpenDatabase> => {
  const { onceItAnswers } = await import('./once-it-answers.js'); // the embedded one needs no driver yet
  const sayThatWeWait = (): void => log.warn('waiting for PostgreSQL to take connections');
  const notes: string[] = [];
  for (const each of new Set([url, config.storeDatabaseUrl, config.exchangeDatabaseUrl]))
    if (each && durable)
      notes.push(...(await onceItAnswers(() => assertDurable(each), sayThatWeWait)));
  return { url, notes };
};

const embeddedDatabase = async (
  folder: DataFolder,
  log: Logger,
  opened: Opened,
  onWaiting: () => void,
): Promise<OpenDatabase> => {
  const { url, notes } = opened.add(
    await keepRunning({
      dataFolder: folder.path,
      onWaiting,
      log: (message) => log.info({ context: 'embedded-postgres' }, message),
    }),
    (postgres) => postgres.stop(),
  );
  return { url, notes };
};
