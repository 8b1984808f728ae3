import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Two processes of one installation have the same master key, the same key of the embedded issuer and the same key of
 * bodies: what one seals, signs or remembers, the other must be able to read. Each finds them in its data folder, as
 * files, so that an operator hands them over by copying them before the second process starts.
 */
export const shareSecrets = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true, mode: 0o711 });
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries)
    if (entry.isFile()) await copyFile(join(from, entry.name), join(to, entry.name));
};
