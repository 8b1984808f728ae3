import { parseArgs } from 'node:util';

export interface Options {
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly json: boolean;
  readonly write: boolean;
  readonly assert: boolean;
}

export class WrongCommandLine extends Error {}

export const helpOf = (
  measurements: readonly { readonly name: string; readonly about: string }[],
): string => `Measures what is promised about speed and size, beside raw PostgreSQL, Emmett and a bare Nest application.

  npm run bench -- [--quick] [--only NAME]... [--json] [--write] [--assert]

  --quick       one short run of each: minutes become seconds, figures become rough
  --only NAME   only this measurement; may be given again
  --json        the figures as JSON on standard output
  --write       also write the table into docs/benchmarks.md
  --assert      exit with 1 when a target is missed
  --help        this text

Measurements:
${measurements.map(({ name, about }) => `  ${name.padEnd(12)}  ${about}`).join('\n')}

Progress goes to standard error. Exit codes: 0 measured (met or missed), 1 a measurement failed (or, with --assert,
a target is missed), 2 wrong command line.
`;

/** Undefined: help was asked for. */
export const readOptions = (
  argv: readonly string[],
  names: readonly string[],
): Options | undefined => {
  const values = parsed(argv);
  if (values.help) return undefined;
  const only = values.only ?? [];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new WrongCommandLine(
      `There is no measurement ${unknown}. There are: ${names.join(', ')}.`,
    );
  const { quick = false, json = false, write = false, assert = false } = values;
  return { only, quick, json, write, assert };
};

const parsed = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', multiple: true },
        quick: { type: 'boolean' },
        json: { type: 'boolean' },
        write: { type: 'boolean' },
        assert: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new WrongCommandLine((error as Error).message);
  }
};
