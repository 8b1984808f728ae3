import { link, rename } from 'node:fs/promises';
import { isNoSuchFile, isThereAlready, syncFolder } from './files.js';
import { openMasterKey, readMasterKey } from './master-key.js';
import type { MasterKey } from './master-key.js';

/** Master keys by id: one, or two while one replaces the other. */
export type MasterKeys = ReadonlyMap<string, MasterKey>;

const nextTo = (path: string): string => `${path}.next`;
const retiredFrom = (path: string, id: string): string => `${path}.retired-${id}`;

/**
 * The master keys that this host has. The next one is read first: if it becomes the current one in between, it is
 * found under either name.
 * @throws MasterKeyDamaged
 */
export const readMasterKeys = async (path: string): Promise<MasterKeys> => {
  const next = await readMasterKey(nextTo(path));
  const current = await readMasterKey(path);
  const found = [current, next].filter((key) => key !== undefined);
  return new Map(found.map((key) => [key.id, key]));
};

/** The key that will replace the current one; made if it is not there yet, and on disk before it is used. */
export const openNextMasterKey = (path: string): Promise<MasterKey> => openMasterKey(nextTo(path));

/**
 * Gives the next key the place of the current one, which stays beside it under a name that no process reads:
 * backups from before open with nothing else. May be run again after it was interrupted at any point.
 */
export const retireMasterKey = async (path: string): Promise<void> => {
  const [current, next] = [await readMasterKey(path), await readMasterKey(nextTo(path))];
  if (!next) return;
  if (current && current.id !== next.id)
    await link(path, retiredFrom(path, current.id)).catch((error: unknown) => {
      if (!isThereAlready(error) && !isNoSuchFile(error)) throw error;
    });
  await syncFolder(path);
  await rename(nextTo(path), path);
  await syncFolder(path);
};
