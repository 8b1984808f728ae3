import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  link,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Home } from './home.js';
import { isAlive } from './processes.js';
import { giveTo } from './server-user.js';
import { environment } from './settings.js';

/** The server's own account; only this library uses it. */
export const SUPERUSER = 'postgres';

/** Passwords of the two roles: the server's own, and that of OneStory, which owns its database. */
export interface Passwords {
  readonly superuser: string;
  readonly onestory: string;
}

/** Contains the password: never log it. */
export const urlOf = (user: string, password: string, port: number, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

const MAJOR = '18';
const MAKING = 'making-';

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const sync = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

const unlessThere =
  (otherwise?: () => Promise<void>) =>
  async (error: NodeJS.ErrnoException): Promise<void> => {
    if (error.code === 'EEXIST') return;
    if (!otherwise) throw error;
    await otherwise();
  };

/** Whole or not at all, and the first of two writers wins. */
const writeOnce = async (folder: string, name: string, text: string): Promise<void> => {
  const draft = join(folder, `${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.sync().finally(() => handle.close());
    const whole = join(folder, name);
    await link(draft, whole)
      .catch(unlessThere(() => copyFile(draft, whole, constants.COPYFILE_EXCL))) // no hard links
      .catch(unlessThere());
    await sync(folder);
  } finally {
    await rm(draft, { force: true });
  }
};

export const readPasswords = async (home: Home): Promise<Passwords> => {
  const file = join(home.own, 'passwords.json');
  if (!(await there(file))) {
    if (await there(home.cluster)) {
      throw new Error(
        `There is a database in ${home.cluster}, but its passwords are gone: ${file} is missing. ` +
          'Put the file back from a backup, or give another data folder to begin anew.',
      );
    }
    const made = { superuser: secret(), onestory: secret() };
    await writeOnce(home.own, 'passwords.json', `${JSON.stringify(made, null, 2)}\n`);
  }
  return JSON.parse(await readFile(file, 'utf8')) as Passwords;
};

const secret = (): string => randomBytes(24).toString('base64url');

export interface Making {
  readonly durable: boolean;
  /** Called when there is nothing left to do but wait. */
  readonly onWaiting: () => void;
}

const runInitdb = (
  binaries: Binaries,
  home: Home,
  args: readonly string[],
  { onWaiting }: Making,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, [...args], {
      cwd: home.reachable,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(home.user && { uid: home.user.uid, gid: home.user.gid }),
    });
    child.once('spawn', onWaiting);
    let said = '';
    const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const fail = (why: string) =>
      reject(
        new Error(
          `PostgreSQL could not make its database in ${home.reachable} (${why}). ${said.trim()}\n` +
            'Free the way, give another data folder, or name a PostgreSQL server in DATABASE_URL.',
        ),
      );
    child.once('error', (error) => fail(error.message));
    child.once('close', (code, signal) => (code === 0 ? resolve() : fail(`${signal ?? code}`)));
  });

/** Made aside and renamed, so that a half-made cluster is never taken for a whole one. */
const makeCluster = async (
  home: Home,
  binaries: Binaries,
  password: string,
  making: Making,
): Promise<void> => {
  const aside = await mkdtemp(join(home.reachable, `${MAKING}${process.pid}-`));
  try {
    const made = join(aside, 'cluster');
    const pwfile = join(aside, 'password');
    await mkdir(made, { mode: 0o700 });
    await writeFile(pwfile, password, { mode: 0o600 });
    for (const path of [aside, made, pwfile]) await giveTo(home.user, path);
    const args = [
      ...['-D', made, '-U', SUPERUSER, `--pwfile=${pwfile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--locale=C', '--data-checksums', '--no-instructions'],
      ...(making.durable ? [] : ['--no-sync']),
    ];
    await runInitdb(binaries, home, args, making);
    await rename(made, home.cluster).catch(async (error) => {
      if (!(await there(home.cluster))) throw error; // else another start was quicker
    });
    if (making.durable) await sync(home.reachable);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
};

/** What a start that was killed half-way left behind. */
const clearAborted = async (home: Home): Promise<void> => {
  for (const name of await readdir(home.reachable)) {
    const pid = name.startsWith(MAKING) ? Number.parseInt(name.slice(MAKING.length), 10) : NaN;
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) {
      await rm(join(home.reachable, name), { recursive: true, force: true });
    }
  }
};

const mustFit = async (cluster: string): Promise<void> => {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '?')).trim();
  if (version === MAJOR) return;
  throw new Error(
    `The database in ${cluster} is of PostgreSQL ${version}; this OneStory brings ${MAJOR}. Start ` +
      'the OneStory that made it and export, or give another data folder.',
  );
};

/** The cluster in `home`, made if need be. */
export const prepareCluster = async (
  home: Home,
  binaries: Binaries,
  making: Making,
): Promise<Passwords> => {
  const passwords = await readPasswords(home);
  await clearAborted(home);
  if (!(await there(home.cluster))) {
    await makeCluster(home, binaries, passwords.superuser, making);
  }
  await mustFit(home.cluster);
  await chmod(home.cluster, 0o700);
  return passwords;
};
