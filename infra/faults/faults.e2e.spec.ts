import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Restored } from './restored.js';
import type { Summary } from './summary.js';

const ENTRY = fileURLToPath(new URL('../dist/faults/main.js', import.meta.url));

const faults = (
  ...given: readonly string[]
): Promise<{ code: number; said: string; told: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, ...given], { maxBuffer: 1 << 24 }, (error, said, told) =>
      resolve({ code: error ? Number(error.code) : 0, said, told }),
    );
  });

/** The seed is in the message of a failure: `npm run test:faults -- --seed N` makes the same kills. */
const runWith = async (...given: readonly string[]): Promise<Summary> => {
  const { said, told } = await faults('--json', ...given);
  if (said === '') throw new Error(told);
  const summary = JSON.parse(said) as Summary;
  expect({ seed: summary.seed, broken: summary.broken }).toEqual({
    seed: summary.seed,
    broken: [],
  });
  expect(summary.refused).toEqual({});
  expect(summary.acknowledged).toBeGreaterThan(20);
  return summary;
};

describe('a platform that is killed while people work with it', () => {
  it('has everything that it acknowledged, and nothing twice', async () => {
    const { kills } = await runWith(
      ...['--kills', '3', '--targets', 'node,everything,postgres', '--clients', '4'],
    );
    expect(kills).toMatchObject({ node: 1, everything: 1, postgres: 1 });
  });

  it('of which there are two on the PostgreSQL of the user goes on, whichever of them is gone', async () => {
    const { kills, moved, replayed } = await runWith(
      ...['--kills', '2', '--processes', '2', '--targets', 'replay,node'],
      ...['--clients', '4'],
    );
    expect(kills).toMatchObject({ node: 1, replay: 1 });
    expect(Object.keys(moved).toSorted()).toEqual(['node', 'replay']);
    expect(replayed.parked).toBeGreaterThan(0);
  }, 240_000);
});

describe('an event store that is put back to an earlier copy', () => {
  it('is noticed by every follower that was further, and nothing is skipped', async () => {
    const { said, told } = await faults('--json', '--restored-store');
    if (said === '') throw new Error(told);
    const restored = JSON.parse(said) as Restored;
    expect(restored.broken).toEqual([]);
    expect(restored.ahead).toBeGreaterThan(5);
  }, 180_000);
});

describe('npm run test:faults', () => {
  it('says how it is used, and what is wrong with how it was', async () => {
    expect(await faults('--help')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/--seed/),
    });
    for (const wrong of [
      ['--kills', 'many'],
      ['--targets', 'disk'],
      ['--processes', '3'],
      ['--gently'],
    ])
      expect(await faults(...wrong)).toMatchObject({ code: 2, said: '' });
  });
});
