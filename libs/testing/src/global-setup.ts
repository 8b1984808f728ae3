import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@onestory/service';

const NAME = 'onestory-test-';

/** A data folder for a spec, named after this process, so that the next run knows when it is stale. */
export const temporaryDataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `${NAME}${process.pid}-`));
  await chmod(folder, 0o711); // root's server runs as another user, who must get in
  return folder;
};

/** Ends the server, if one still runs there, and leaves nothing behind. */
export const removeDataFolder = async (folder: string): Promise<void> => {
  await removeEmbeddedPostgres(folder);
  await rm(folder, { recursive: true, force: true });
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What a run that was killed left behind. */
const removeStale = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(NAME) ? Number.parseInt(name.slice(NAME.length), 10) : NaN;
    if (pid > 0 && !isAlive(pid)) {
      await removeDataFolder(join(tmpdir(), name)).catch(() => undefined); // another user's
    }
  }
};

/** The addresses of the server that all specs of a run share. */
export interface SharedServer {
  /** As superuser. */
  readonly admin: string;
  /** As the role that owns every test database. */
  readonly owner: string;
}

/** Run by Jest once, outside of its module system, when the first spec asks for a database. */
export const startForAllSpecs = async () => {
  await removeStale();
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
