import { access, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clusterOf } from './home.js';
import { clearTheWay } from './take-over.js';
import type { Passwords } from './cluster.js';

/**
 * Removes the embedded server's files, in the data folder and elsewhere; ends a server that nobody
 * holds. Rejects with DataFolderInUse while a live process holds it. Everything in it is lost.
 */
export const removeEmbeddedPostgres = async (dataFolder: string): Promise<void> => {
  const own = join(dataFolder, 'postgres');
  const cluster = await clusterOf(dataFolder);
  const text = await readFile(join(own, 'passwords.json'), 'utf8').catch(() => undefined);
  const there = await access(cluster).then(
    () => true,
    () => false,
  );
  if (text && there) {
    const { superuser: password } = JSON.parse(text) as Passwords;
    await clearTheWay({ dataFolder, cluster, password, log: () => undefined });
  }
  await rm(dirname(cluster), { recursive: true, force: true });
  await rm(own, { recursive: true, force: true });
};
