import { median } from './load.js';
import { several, shown } from './figures.js';
import type { Measurement } from './figures.js';
import { inNewDataFolder, startPlatform, STARTS } from './platform.js';

const secondsOf = async (data: string, command: readonly string[]): Promise<number> => {
  const platform = await startPlatform(data, command);
  await platform.stop();
  return platform.startedInMs / 1_000;
};

/**
 * All are removed after the last run: ext4 gives out no inode that was freed minutes ago, and looks for others one by
 * one. A database made right after another was removed takes twice the time that it takes anybody else.
 */
const withDataFolders = <T>(
  count: number,
  work: (folders: readonly string[]) => Promise<T>,
): Promise<T> =>
  count === 0
    ? work([])
    : inNewDataFolder((data) => withDataFolders(count - 1, (others) => work([data, ...others])));

export const start: Measurement = {
  name: 'start',
  about: 'seconds from `npm start` until it is ready, in a new data folder and in an old one',
  measure: async (setting) => {
    const runs = await withDataFolders(setting.runs, (folders) =>
      several(setting, 'start', async (number) => {
        const data = folders[number - 1]!;
        return {
          first: await secondsOf(data, STARTS.npmStart),
          again: await secondsOf(data, STARTS.npmStart),
          program: await secondsOf(data, STARTS.program),
        };
      }),
    );
    const of = (pick: (run: (typeof runs)[number]) => number) => median(runs.map(pick));
    const beside =
      `node alone, without npm and tsc ${shown(
        of((run) => run.program),
        's',
      )}; ` + 'all services, their PostgreSQL with them';
    return [
      {
        what: '`npm start` (built before) until ready, data folder there',
        value: of((run) => run.again),
        unit: 's',
        beside,
        target: { atMost: 3 },
      },
      {
        what: '`npm start` (built before) until ready, the very first time',
        value: of((run) => run.first),
        unit: 's',
        beside: 'makes the database, its tables, the master key',
        target: { atMost: 3 },
      },
    ];
  },
};
