import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

const hasCode = (error: unknown, code: string): boolean =>
  (error as NodeJS.ErrnoException).code === code;

export const isNoSuchFile = (error: unknown): boolean => hasCode(error, 'ENOENT');
export const isThereAlready = (error: unknown): boolean => hasCode(error, 'EEXIST');

/** A name is on disk when its folder is. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};
