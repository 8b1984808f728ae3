import { makeHome } from './home.js';
import { readPasswords, urlOf } from './cluster.js';
import { serverOf } from './take-over.js';

/**
 * The database `onestory` of a server that another process has started and holds, for a program that works beside
 * it; undefined if none runs. Contains the password: never log it.
 */
export const urlOfRunningPostgres = async (dataFolder: string): Promise<string | undefined> => {
  const home = await makeHome(dataFolder);
  const server = await serverOf(home.cluster);
  if (!server?.ready) return undefined;
  const { onestory } = await readPasswords(home);
  return urlOf('onestory', onestory, server.port, 'onestory');
};
