import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { people } from '../demo/people.js';
import { middle, quantile, several, shown } from './figures.js';
import type { Measurement } from './figures.js';
import { inNewDataFolder, startPlatform, STARTS } from './platform.js';
import { newChild, poster } from './signed-in.js';
import { inNewDatabase } from './store.js';

interface World {
  readonly clerk: Awaited<ReturnType<typeof poster>>;
  readonly teacher: Awaited<ReturnType<typeof poster>>;
  readonly database: pg.Pool;
}

/** Milliseconds since the registration was accepted. */
interface Seen {
  /** The row is there, by a look at the table. */
  readonly row: number;
  /** A search over HTTP that named the position has found the child; it was asked at once. */
  readonly search: number;
}

/** The platform on a database that can be looked into from outside. */
const inWorld = <T>(adminUrl: string, work: (world: World) => Promise<T>): Promise<T> =>
  inNewDatabase(adminUrl, (url) =>
    inNewDataFolder(async (data) => {
      const platform = await startPlatform(data, STARTS.program, { DATABASE_URL: url });
      const database = new pg.Pool({ connectionString: url, max: 1 });
      try {
        const clerk = await poster(platform.url, people.indexClerk);
        const teacher = await poster(platform.url, people.teacher);
        return await work({ clerk, teacher, database });
      } finally {
        await database.end();
        await platform.stop();
      }
    }),
  );

const LOOK = {
  name: 'look',
  text: 'select from child_index.index_entry_v1 where child = $1',
};

/** Looks again and again until the child's row is there. */
const row = async ({ clerk, database }: World): Promise<number> => {
  const { body } = await clerk('/child-index/children', newChild());
  const accepted = performance.now();
  while (performance.now() - accepted < 10_000) {
    const { rowCount } = await database.query({ ...LOOK, values: [body.id] });
    if (rowCount === 1) return performance.now() - accepted;
  }
  throw new Error('A child that was registered did not come into the index within 10 s.');
};

const search = async ({ clerk, teacher }: World): Promise<number> => {
  const { name, dateOfBirth, ...more } = newChild();
  const { body, position } = await clerk('/child-index/children', { name, dateOfBirth, ...more });
  const accepted = performance.now();
  const typed = { name: `${name.given} ${name.family}`, dateOfBirth };
  const found = await teacher(
    '/child-index/searches',
    { ...typed, reason: 'concern_about_child', why: 'Who else works with this child?' },
    { 'onestory-position': position! },
  );
  if (!JSON.stringify(found.body).includes(body.id))
    throw new Error('A search that waited for the registration did not find the child.');
  return performance.now() - accepted;
};

const once = async (world: World): Promise<Seen> => {
  const seen = { row: await row(world), search: NaN };
  await pause(30);
  const found = await search(world);
  await pause(30);
  return { ...seen, search: found };
};

export const visible: Measurement = {
  name: 'visible',
  about: 'milliseconds from an accepted command until it is seen in its read model, idle',
  measure: (setting) =>
    inWorld(setting.adminUrl, async (world) => {
      for (let warm = 0; warm < 50; warm += 1) await once(world);
      const runs = await several(setting, 'visible', async () => {
        const seen: Seen[] = [];
        for (let number = 0; number < (setting.quick ? 100 : 200); number += 1)
          seen.push(await once(world));
        const [rows, searches] = [seen.map((it) => it.row), seen.map((it) => it.search)];
        return {
          p50: quantile(rows, 0.5),
          p99: quantile(rows, 0.99),
          search50: quantile(searches, 0.5),
          search99: quantile(searches, 0.99),
        };
      });
      const { p50, p99, search50, search99 } = middle(runs, (run) => run.p99);
      return [
        {
          what: 'Accepted command until its row is in the read model, idle: p99',
          value: p99,
          unit: 'ms' as const,
          beside:
            `p50 ${shown(p50, 'ms')}; until a search over HTTP that names the position has found it ` +
            `p99 ${shown(search99, 'ms')}, p50 ${shown(search50, 'ms')} (a search records itself durably)`,
          target: { atMost: 25 },
        },
      ];
    }),
};
