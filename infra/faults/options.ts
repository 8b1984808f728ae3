import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** What a kill ends: the Node process, its PostgreSQL, or both at once. */
export const TARGETS = ['node', 'everything', 'postgres'] as const;
export type Target = (typeof TARGETS)[number];

export interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly targets: readonly Target[];
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

  --kills N        how many kills (default 50)
  --seed N         of the random moments; the same seed, the same kills (default: another each time)
  --targets LIST   what is killed, in turn: ${TARGETS.join(', ')} (default: all three)
  --clients N      how many people ask at the same time (default 8)
  --own-postgres   with a PostgreSQL of the user's own (DATABASE_URL) in place of the embedded one
  --keep           leaves the data folder and the ledger behind, and says where
  --json           the summary as JSON, nothing else, on standard output
  --help           this text

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

/** Undefined: help is wanted. @throws WrongOptions */
export const readOptions = (argv: readonly string[]): Options | undefined => {
  const { values } = (() => {
    try {
      return parseArgs({
        args: [...argv],
        options: {
          kills: { type: 'string', default: '50' },
          seed: { type: 'string' },
          targets: { type: 'string', default: TARGETS.join(',') },
          clients: { type: 'string', default: '8' },
          'own-postgres': { type: 'boolean', default: false },
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
  return {
    kills: numberOf('kills', values.kills, 0, 100_000),
    seed:
      values.seed === undefined
        ? randomInt(1, 2 ** 31)
        : numberOf('seed', values.seed, 0, 2 ** 32 - 1),
    targets: targetsOf(values.targets),
    clients: numberOf('clients', values.clients, 1, 200),
    ownPostgres: values['own-postgres'],
    json: values.json,
    keep: values.keep,
  };
};
