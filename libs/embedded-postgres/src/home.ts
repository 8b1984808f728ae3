import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canReach } from './binaries.js';
import { chooseServerUser } from './server-user.js';
import type { ServerUser } from './server-user.js';

/** Where the parts of one embedded server are. */
export interface Home {
  /** What only this process reads: password, log, and where the rest is. */
  readonly own: string;
  /** What the server's user must reach: the cluster, and binaries where they were copied. */
  readonly reachable: string;
  readonly cluster: string;
  readonly user: ServerUser | undefined;
  readonly notes: readonly string[];
}

const REMEMBERED = 'cluster-is-in';

/** Only as root. The first survives restarts and the cleaners of temporary folders. */
const elsewhere = ['/var/lib/onestory', '/var/tmp/onestory', join(tmpdir(), 'onestory')];

const makeElsewhere = async (own: string, user: ServerUser): Promise<string> => {
  const name = createHash('sha256').update(own).digest('hex').slice(0, 12);
  for (const parent of elsewhere) {
    try {
      await mkdir(parent, { recursive: true, mode: 0o755 });
      const made = await mkdtemp(join(parent, `${name}-`)); // never a folder somebody else prepared
      await chmod(made, 0o711);
      if (canReach(user, '-x', made)) {
        await writeFile(join(made, 'belongs-to'), `${own}\n`, { mode: 0o600 });
        return made;
      }
      await rm(made, { recursive: true });
    } catch {
      continue; // read-only here: the next one
    }
  }
  throw new Error(
    `The user ${user.name}, who has to run PostgreSQL because root may not, can read neither ` +
      `${own} nor anything in ${elsewhere.join(', ')}. Give a data folder that this user can ` +
      'reach, start as an ordinary user, or name a PostgreSQL server in DATABASE_URL.',
  );
};

const remembered = async (own: string): Promise<string | undefined> =>
  (await readFile(join(own, REMEMBERED), 'utf8').catch(() => '')).trim() || undefined;

/** The folder of the server's cluster, if there ever was one. */
export const clusterOf = async (dataFolder: string): Promise<string> => {
  const own = join(dataFolder, 'postgres');
  return join((await remembered(own)) ?? own, 'cluster');
};

/** A data folder may be moved; two that share one database are a copy, and would spoil it. */
const mustBelong = async (own: string, place: string): Promise<void> => {
  const file = join(place, 'belongs-to');
  const owner = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (owner === own) return;
  if (!owner) {
    throw new Error(
      `The database of ${own} was in ${place}, and is not there any more. Put it back from a ` +
        'backup, or give another data folder to begin anew.',
    );
  }
  if ((await remembered(owner)) === place) {
    throw new Error(
      `${own} is a copy of ${owner}, but its database, in ${place}, was not copied. Use the ` +
        `original; or copy that folder too and write its new place into ${join(own, REMEMBERED)} ` +
        'and the new data folder into its file belongs-to.',
    );
  }
  await writeFile(file, `${own}\n`);
};

const reachableFor = async (own: string, user: ServerUser | undefined): Promise<string> => {
  const before = await remembered(own);
  if (before) {
    await mustBelong(own, before);
    return before;
  }
  if (!user || canReach(user, '-x', own)) return own;
  const made = await makeElsewhere(own, user);
  await writeFile(join(own, REMEMBERED), `${made}\n`, { mode: 0o600 });
  return made;
};

const makeOwn = async (dataFolder: string): Promise<string> => {
  const own = join(dataFolder, 'postgres');
  const asRoot = process.getuid?.() === 0;
  try {
    await mkdir(own, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
    await access(own, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(own);
  } catch (cause) {
    throw new Error(
      `The data folder ${dataFolder} cannot be written to by you (${(cause as Error).message}). ` +
        'Give another, or make it yours.',
      { cause },
    );
  }
};

/** Makes the folders of an embedded server, where its user can reach them. */
export const makeHome = async (dataFolder: string): Promise<Home> => {
  const own = await makeOwn(dataFolder);
  const user = await chooseServerUser(await clusterOf(dirname(own)));
  const reachable = await reachableFor(own, user);
  const notes =
    reachable === own
      ? []
      : [
          `The database is in ${reachable}: PostgreSQL does not run as root, and the user ` +
            `${user?.name}, who runs it instead, cannot reach ${own}. Back up both folders.`,
        ];
  return { own, reachable, cluster: join(reachable, 'cluster'), user, notes };
};
