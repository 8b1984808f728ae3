import type { removeEmbeddedPostgres, startEmbeddedPostgres } from '@onestory/embedded-postgres';
import { removeDataFolder, removeStaleDataFolders, temporaryDataFolder } from './data-folders.js';

/** The addresses of the server that all specs of a run share. */
export interface SharedServer {
  /** As superuser. */
  readonly admin: string;
  /** As the role that owns every test database. */
  readonly owner: string;
}

/** Given, so that a run of specs need not wait until all of libs/service is read. */
interface Postgres {
  readonly start: typeof startEmbeddedPostgres;
  readonly remove: typeof removeEmbeddedPostgres;
}

/**
 * Run by Jest once, outside of its module system, when the first spec asks for a database.
 * @public
 */
export const startForAllSpecs = async ({ start, remove }: Postgres) => {
  await removeStaleDataFolders(remove);
  const dataFolder = await temporaryDataFolder();
  const server = await start({ dataFolder, durable: false, maxConnections: 120 });
  const urls: SharedServer = { admin: server.adminUrl, owner: server.url };
  return {
    urls,
    stop: async () => {
      await server.stop();
      await removeDataFolder(dataFolder, remove);
    },
  };
};
