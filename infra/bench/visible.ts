import { setTimeout as pause } from 'node:timers/promises';
import { people } from '../demo/people.js';
import { middle, quantile, several, shown } from './figures.js';
import type { Measurement } from './figures.js';
import { inNewDataFolder, startPlatform } from './platform.js';
import { newChild, poster } from './signed-in.js';

type Post = Awaited<ReturnType<typeof poster>>;

const searchFor = ({ name, dateOfBirth }: ReturnType<typeof newChild>) => ({
  name: `${name.given} ${name.family}`,
  dateOfBirth,
  reason: 'concern_about_child',
  why: 'Who else works with this child?',
});

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** A child is registered; as soon as that is accepted, a search has to find it. Then the same search again. */
const once = async (clerk: Post, teacher: Post) => {
  const child = newChild();
  const { body, position } = await clerk('/child-index/children', child);
  const search = async (): Promise<void> => {
    const found = await teacher('/child-index/searches', searchFor(child), {
      'onestory-position': position!,
    });
    if (!JSON.stringify(found.body).includes(body.id))
      throw new Error('A search that waited for the registration did not find the child.');
  };
  const first = await millisecondsOf(search);
  await pause(15);
  const again = await millisecondsOf(search);
  await pause(15);
  return { first, again };
};

export const visible: Measurement = {
  name: 'visible',
  about: 'milliseconds from an accepted command until it is seen in its read model, idle',
  measure: (setting) =>
    inNewDataFolder(async (data) => {
      const platform = await startPlatform(data);
      try {
        const clerk = await poster(platform.url, people.indexClerk);
        const teacher = await poster(platform.url, people.teacher);
        for (let warm = 0; warm < 100; warm += 1) await once(clerk, teacher);
        const runs = await several(setting, 'visible', async () => {
          const seen: Awaited<ReturnType<typeof once>>[] = [];
          for (let number = 0; number < (setting.quick ? 100 : 200); number += 1)
            seen.push(await once(clerk, teacher));
          const of = (pick: 'first' | 'again', share: number) =>
            quantile(
              seen.map((it) => it[pick]),
              share,
            );
          return {
            p99: of('first', 0.99),
            p50: of('first', 0.5),
            raw: of('again', 0.99),
            raw50: of('again', 0.5),
          };
        });
        const { p99, p50, raw, raw50 } = middle(runs, (run) => run.p99);
        return [
          {
            what: 'Accepted command until a search by HTTP that names its position has found it, idle: p99',
            value: p99,
            unit: 'ms' as const,
            beside:
              `p50 ${shown(p50, 'ms')}; the same search with nothing to wait for p99 ${shown(raw, 'ms')}, ` +
              `p50 ${shown(raw50, 'ms')} (it records itself durably)`,
            target: { atMost: 25 },
          },
        ];
      } finally {
        await platform.stop();
      }
    }),
};
