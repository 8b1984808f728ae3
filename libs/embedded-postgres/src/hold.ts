import { Connection, LIMITS, PATIENT } from '@onestory/postgres';
import { SUPERUSER } from './cluster.js';

/** Any number will do, so long as it never changes. */
const LOCK = 7_204_110_853;
const NAME = 'onestory process ';

/** The embedded server of this data folder belongs to another process that is alive. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';

  constructor(dataFolder: string, holder: string | undefined) {
    super(
      `The data folder ${dataFolder} is in use by ${holder ?? 'another process'}. ` +
        'Stop that process first, or give this one a data folder of its own.',
    );
  }
}

/**
 * The server answers, and this process holds it until `client` ends; or another process does; or
 * nobody does, and this one only looked; or the server does not answer (yet).
 */
export type Hold =
  | { readonly state: 'ours'; readonly client: Connection }
  | { readonly state: 'taken'; readonly holder: string | undefined }
  | { readonly state: 'free' }
  | { readonly state: 'no-answer'; readonly reason: string };

const holderOf = async (client: Connection): Promise<Hold> => {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted
       and (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [LOCK],
  );
  if (!rows[0]) return { state: 'free' };
  return { state: 'taken', holder: rows[0].name.replace('onestory ', '') };
};

const take = async (client: Connection): Promise<boolean> => {
  const { rows } = await client.query<{ ours: boolean }>(
    'select pg_try_advisory_lock($1) as ours',
    [LOCK],
  );
  return rows[0]?.ours === true;
};

const ask = async (port: number, password: string, taking: boolean): Promise<Hold> => {
  const server = {
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    application_name: `${NAME}${process.pid}`,
    connectionTimeoutMillis: 3000,
  };
  // A database is made over the one that holds, which takes its time.
  const client = new Connection(server, taking ? PATIENT : LIMITS);
  try {
    await client.connect();
    if (taking && (await take(client))) return { state: 'ours', client };
    const held = await holderOf(client);
    await client.end();
    return held;
  } catch (error) {
    await client.end().catch(() => undefined);
    return { state: 'no-answer', reason: (error as Error).message };
  }
};

/**
 * Takes the lock that says whose this server is. The database lets go of it when the process that
 * holds it dies, however it dies.
 */
export const hold = (port: number, password: string): Promise<Hold> => ask(port, password, true);

/** Whose server this is, without taking it. */
export const lookAtHold = (port: number, password: string): Promise<Hold> =>
  ask(port, password, false);
