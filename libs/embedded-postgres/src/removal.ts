import { access, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clusterOf } from './home.js';
import { clearTheWay } from './take-over.js';
import type { Passwords } from './cluster.js';

/**
 * Removes the embedded server's files, in the data folder and elsewhere; ends a server that nobody
 * holds. Rejects with DataFolderInUse while a live process holds it. Everything in it is lost.
 */
export const removeEmbeddedPostgres = async (dataFolder: string): Promise<void> => {
  const own = await realpath(join(dataFolder, 'postgres')).catch(() => undefined);
  if (!own) return; // there never was one
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
  const place = dirname(cluster);
  const owner = await readFile(join(place, 'belongs-to'), 'utf8').catch(() => '');
  if (owner.trim() === own) await rm(place, { recursive: true, force: true });
  await rm(own, { recursive: true, force: true });
};
