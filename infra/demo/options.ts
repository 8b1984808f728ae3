import { parseArgs } from 'node:util';
import type { Moves } from './stage.js';

export interface Options {
  readonly data: string;
  readonly port: string;
  readonly once: boolean;
  readonly moves: Moves;
}

export const HELP = `Plays one family's story through the public API, then shows expected and measured values.

  npm run demo -- [--once] [--data FOLDER] [--port PORT]

  --once          end after the table; exit code 0 only if every value matches
  --data FOLDER   where everything is kept (default .onestory); each run adds a new family
  --port PORT     HTTP port on 127.0.0.1 (default 3000, with --once any free one)
  --move NAME=TIME  tell one step at another time, to see the table find it: --move concern=2026-01-12T15:40:00Z
  --help          this text

Exit codes: 0 all values match, 1 a value differs or the story stopped, 2 wrong command line.
`;

export class WrongCommandLine extends Error {}

/** Undefined: help was asked for. */
export const readOptions = (argv: readonly string[]): Options | undefined => {
  const values = parsed(argv);
  if (values.help) return undefined;
  const moves = (values.move ?? []).map((move) => {
    const [name, at] = [move.slice(0, move.indexOf('=')), move.slice(move.indexOf('=') + 1)];
    if (!move.includes('=') || Number.isNaN(Date.parse(at)))
      throw new WrongCommandLine(
        `--move ${move}: give a step and a time, like concern=2026-01-12T15:40:00Z`,
      );
    return [name, at] as const;
  });
  return {
    data: values.data ?? process.env['ONESTORY_DATA'] ?? '.onestory',
    port: values.port ?? (values.once ? '0' : '3000'),
    once: values.once ?? false,
    moves: new Map(moves),
  };
};

const parsed = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        once: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        move: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new WrongCommandLine((error as Error).message);
  }
};
