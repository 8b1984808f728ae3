import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RunningPlatform } from './platform.js';
import { STARTS } from './platform.js';

const PRELOADED = fileURLToPath(new URL('./count-statements.js', import.meta.url));

/** The platform, started so that its statements can be counted. */
export const counting = (data: string) => {
  const file = join(data, '..', 'statements');
  const [node, ...program] = STARTS.program;
  return {
    command: [node!, '--import', PRELOADED, ...program],
    settings: { STATEMENTS_FILE: file },
    /** All that were sent so far. */
    count: async ({ pid }: RunningPlatform): Promise<number> => {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (let waited = 0; waited < 5_000; waited += 20) {
        const said = readIfThere(file);
        if (said) return Number(said);
        await pause(20);
      }
      throw new Error('The platform did not say how many statements it has sent.');
    },
  };
};

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
