import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  readonly dataFolder: string;
  /** The database of the events and keys; undefined: the embedded PostgreSQL of the data folder. */
  readonly databaseUrl?: string;
  readonly prepareOnly: boolean;
  readonly json: boolean;
}

export const HELP = `npm run rotate-master-key [-- option ...]

Makes a new master key, wraps every key of the database anew, and retires the old one. Processes may run meanwhile:
they learn of the new key by themselves. If it is interrupted, run it again: it ends what was begun.

  --data FOLDER   where master.key is; default: ONESTORY_DATA, or .onestory here
  --prepare       only makes the new key (master.key.next), so that it can be copied to other hosts first
  --json          the result as JSON, nothing else, on standard output
  --help          this text

The database is the one that STORE_DATABASE_URL or DATABASE_URL names, else the embedded one of the data folder,
which is started for as long as it is needed if nobody runs it.

Exit codes: 0 done, 1 it could not be done or ended (the message says the way out), 2 wrong command line,
3 another rotation is under way.
`;

export class WrongCommandLine extends Error {}

/** Undefined: help is wanted. @throws WrongCommandLine */
export const readOptions = (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options | undefined => {
  const { data, prepare, json, help } = parsed(argv);
  if (help) return undefined;
  // As in the services' own configuration, an empty setting is none.
  const databaseUrl = environment['STORE_DATABASE_URL'] || environment['DATABASE_URL'];
  return {
    dataFolder: resolve(data ?? (environment['ONESTORY_DATA'] || '.onestory')),
    ...(databaseUrl && { databaseUrl }),
    prepareOnly: prepare,
    json,
  };
};

const parsed = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        prepare: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new WrongCommandLine((error as Error).message);
  }
};
