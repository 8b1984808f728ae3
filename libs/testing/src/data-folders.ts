import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'onestory-test-';

/** A data folder for a spec, named after this process, so that the next run knows when it is stale. */
export const temporaryDataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), `${NAME}${process.pid}-`));
  await chmod(folder, 0o711); // root's server runs as another user, who must get in
  return folder;
};

type Remove = (dataFolder: string) => Promise<void>;

// Imported only when needed: pure specs import this lib too, and they are to be instant.
const removeServer: Remove = async (dataFolder) =>
  (await import('@onestory/embedded-postgres')).removeEmbeddedPostgres(dataFolder);

/** Ends the server that a killed process left in it, and leaves nothing behind. */
export const removeDataFolder = async (folder: string, remove = removeServer): Promise<void> => {
  await remove(folder);
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

/** Removes what runs that were killed left behind. */
export const removeStaleDataFolders = async (remove: Remove): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(NAME) ? Number.parseInt(name.slice(NAME.length), 10) : NaN;
    if (pid > 0 && !isAlive(pid)) {
      await removeDataFolder(join(tmpdir(), name), remove).catch(() => undefined); // another user's
    }
  }
};
