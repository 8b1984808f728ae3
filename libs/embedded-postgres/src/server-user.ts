import { spawnSync } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** The system user that the server runs as, when that is not the one who runs this process. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** `-u` or `-g` of a user's name; NaN where there is no such user. */
export const idOf = (flag: string, name: string): number => {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) >>> 0 : NaN; // macOS has nobody at -2
};

const ownerOf = async (cluster: string): Promise<ServerUser | undefined> => {
  const found = await stat(cluster).catch(() => undefined);
  return found && { name: String(found.uid), uid: found.uid, gid: found.gid };
};

const refuseForeign = (cluster: string, owner: ServerUser): never => {
  throw new Error(
    `The database in ${cluster} belongs to the system user ${owner.name}, and you are another. ` +
      'Start as that user, or as root, or give another data folder.',
  );
};

const mustHaveAName = (): void => {
  try {
    userInfo();
  } catch (cause) {
    throw new Error(
      `The system user ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs. ` +
        'Run as a user that has one, or name a PostgreSQL server in DATABASE_URL.',
      { cause },
    );
  }
};

/**
 * PostgreSQL refuses to run as root, so root needs somebody to run it: whoever owns the cluster
 * already, else `postgres`, else `nobody`. Everybody else runs it as themselves.
 */
export const chooseServerUser = async (cluster: string): Promise<ServerUser | undefined> => {
  const own = process.getuid?.();
  if (own === undefined) return undefined; // Windows
  const owner = await ownerOf(cluster);
  if (own !== 0) {
    if (owner && owner.uid !== own) refuseForeign(cluster, owner);
    mustHaveAName();
    return undefined;
  }
  if (owner && owner.uid !== 0) return owner;
  for (const name of ['postgres', 'nobody']) {
    const user = { name, uid: idOf('-u', name), gid: idOf('-g', name) };
    if (user.uid > 0 && user.gid > 0) return user;
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it. ' +
      'Create one of them, start as an ordinary user, or name a PostgreSQL server in DATABASE_URL.',
  );
};

export const giveTo = async (user: ServerUser | undefined, path: string): Promise<void> => {
  if (user) await chown(path, user.uid, user.gid);
};
