import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDataFolder } from '@onestory/testing';
import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { removeEmbeddedPostgres } from '../removal.js';

let prepared: Promise<string> | undefined;

const prepare = async (): Promise<string> => {
  const dataFolder = await temporaryDataFolder();
  const server = await startEmbeddedPostgres({ dataFolder });
  await server.stop();
  return dataFolder;
};

/** As after a first start: a copy, since that start takes a second. */
export const startedBefore = async (): Promise<string> => {
  const [from, to] = [await (prepared ??= prepare()), await temporaryDataFolder()];
  execFileSync('cp', ['-a', join(from, 'postgres'), to]);
  return to;
};

export const remove = async (dataFolder: string): Promise<void> => {
  await removeEmbeddedPostgres(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
};

export const removePrepared = async (): Promise<void> => {
  if (prepared) await remove(await prepared);
};
