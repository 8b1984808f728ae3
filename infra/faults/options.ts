import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** What a kill ends: a Node process, its PostgreSQL, or all of them at once. */
const KILLED = ['node', 'everything', 'postgres'] as const;
/** What else is done to it: connections to PostgreSQL go silent, or sequences are parked and then replayed. */
const DISTURBED = ['connections', 'replay'] as const;
export const TARGETS = [...KILLED, ...DISTURBED] as const;
export type Target = (typeof TARGETS)[number];

export interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly targets: readonly Target[];
  /** How many processes of every service share one PostgreSQL. */
  readonly processes: number;
  /** How many people ask at the same time. */
  readonly clients: number;
  /** PostgreSQL is not the platform's own, but one that it finds under DATABASE_URL. */
  readonly ownPostgres: boolean;
  readonly json: boolean;
  /** The data folder is left behind, to look into. */
  readonly keep: boolean;
}

export const HELP = `npm run test:faults [-- option ...]

Kills the platform with SIGKILL at random moments while people work with it, starts it again, and counts:
every acknowledged command is there, none has an effect twice, and every read model says what the events say.
A process of its own asks, and keeps the ledger of what was acknowledged.

With none of --targets, --processes, --own-postgres and --restored-store it does the whole programme: one process with its own
PostgreSQL, then two processes on one PostgreSQL with all five targets, and half of the kills each; then an event store
that is put back to an earlier copy.

  --kills N        how many kills (default 50)
  --seed N         of the random moments; the same seed, the same kills (default: another each time)
  --targets LIST   what is done, in turn (default: the first three):
                     node         a process is killed; of two, one of them at random
                     everything   all processes and PostgreSQL
                     postgres     PostgreSQL, or one session of it
                     connections  connections to PostgreSQL go silent, and nobody is told
                     replay       sequences are parked by rows that are impossible for a moment, and every process
                                  is asked at once to replay them
  --processes N    1 or 2 of every service on the same PostgreSQL (default 1)
  --clients N      how many people ask at the same time (default 8)
  --own-postgres   with a PostgreSQL of the user's own (DATABASE_URL) in place of the embedded one; two processes and
                   the targets connections and replay always have one
  --restored-store only that: every follower that was further notices, stands still and says so, and goes on after
                   what docs/how-to/when-a-log-went-backwards.md tells the operator to do
  --keep           leaves the data folder and the ledger behind, and says where
  --json           the summary as JSON, one line for each part, nothing else, on standard output
  --help           this text

Two processes of one installation have a data folder each, with the same secrets in it: the files beside the logs
(master.key, body-hash.key, the key of the issuer, onestory.json) are copied before the second one starts for the
first time. An operator does the same.

Exit codes: 0 nothing was lost and nothing happened twice, 1 something was or did, 2 wrong command line.
`;

export class WrongOptions extends Error {}

const numberOf = (name: string, given: string, least: number, most: number): number => {
  const number = Number(given);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new WrongOptions(`--${name} is a number from ${least} to ${most}, not ${given}.`);
  return number;
};

const targetsOf = (given: string): readonly Target[] => {
  const names = given.split(',');
  const wrong = names.filter((name) => !TARGETS.includes(name as Target));
  if (wrong.length > 0)
    throw new WrongOptions(`--targets knows ${TARGETS.join(', ')}, not ${wrong.join(', ')}.`);
  return names as Target[];
};

/** One process with all that is its own, then two that share a PostgreSQL and everything that can befall them. */
const programmeOf = (all: Options): readonly Options[] => {
  const first = Math.ceil(all.kills / 2);
  const shared = { processes: 2, ownPostgres: true, targets: TARGETS };
  return [
    { ...all, kills: first },
    { ...all, ...shared, kills: all.kills - first },
  ];
};

export interface Wanted {
  readonly runs: readonly Options[];
  /** The event store is put back to an earlier copy. */
  readonly restored: boolean;
  readonly json: boolean;
}

/** What is wanted. Undefined: help is wanted. @throws WrongOptions */
export const readOptions = (argv: readonly string[]): Wanted | undefined => {
  const { values } = (() => {
    try {
      return parseArgs({
        args: [...argv],
        options: {
          kills: { type: 'string', default: '50' },
          seed: { type: 'string' },
          targets: { type: 'string' },
          processes: { type: 'string' },
          clients: { type: 'string', default: '8' },
          'own-postgres': { type: 'boolean', default: false },
          'restored-store': { type: 'boolean', default: false },
          keep: { type: 'boolean', default: false },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      });
    } catch (error) {
      throw new WrongOptions((error as Error).message);
    }
  })();
  if (values.help) return undefined;
  const targets = values.targets === undefined ? KILLED : targetsOf(values.targets);
  const processes = numberOf('processes', values.processes ?? '1', 1, 2);
  const needsOwn = processes > 1 || targets.some((it) => !KILLED.includes(it as 'node'));
  const options = {
    kills: numberOf('kills', values.kills, 0, 100_000),
    seed:
      values.seed === undefined
        ? randomInt(1, 2 ** 31)
        : numberOf('seed', values.seed, 0, 2 ** 32 - 1),
    targets,
    processes,
    clients: numberOf('clients', values.clients, 1, 200),
    ownPostgres: values['own-postgres'] || needsOwn,
    json: values.json,
    keep: values.keep,
  };
  const { json } = options;
  if (values['restored-store']) return { runs: [], restored: true, json };
  const chosen = values.targets ?? values.processes ?? (values['own-postgres'] || undefined);
  if (chosen !== undefined) return { runs: [options], restored: false, json };
  return { runs: programmeOf(options), restored: true, json };
};
