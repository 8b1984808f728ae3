import { startEmbeddedPostgres } from '@onestory/service';
import { removeDataFolder, removeStaleDataFolders, temporaryDataFolder } from './data-folders.js';

/** The addresses of the server that all specs of a run share. */
export interface SharedServer {
  /** As superuser. */
  readonly admin: string;
  /** As the role that owns every test database. */
  readonly owner: string;
}

/** Run by Jest once, outside of its module system, when the first spec asks for a database. */
export const startForAllSpecs = async () => {
  await removeStaleDataFolders();
  const dataFolder = await temporaryDataFolder();
  const server = await startEmbeddedPostgres({ dataFolder, durable: false, maxConnections: 120 });
  const urls: SharedServer = { admin: server.adminUrl, owner: server.url };
  return {
    urls,
    stop: async () => {
      await server.stop();
      await removeDataFolder(dataFolder);
    },
  };
};
