import { median } from './load.js';
import type { Load } from './load.js';
import { middle, several, shown, thousands } from './figures.js';
import type { Measurement } from './figures.js';
import { appends, emmettAppends, rawInserts } from './store.js';
import { EMMETT } from './versions.js';

const WRITERS = 64;
const POOLS = [4, 8, 16, 64];

const bestOf = async (adminUrl: string, seconds: number) => {
  const tried: (Load & { readonly pool: number })[] = [];
  for (const pool of POOLS)
    tried.push({ ...(await rawInserts(adminUrl, pool, { writers: WRITERS, seconds })), pool });
  return tried.reduce((best, it) => (it.perSecond > best.perSecond ? it : best));
};

export const manyWriters: Measurement = {
  name: 'appends',
  about: 'durable appends/s of 64 writers, a follower live, beside raw inserts and Emmett',
  measure: async (setting) => {
    const { adminUrl, seconds } = setting;
    const runs = await several(setting, 'appends', async () => {
      const raw = await bestOf(adminUrl, seconds);
      const ours = await appends(adminUrl, { writers: WRITERS, seconds });
      const emmett = await emmettAppends(adminUrl, { writers: WRITERS, seconds });
      return { raw, ours, emmett };
    });
    const overRaw = ({ ours, raw }: (typeof runs)[number]) => ours.perSecond / raw.perSecond;
    const overEmmett = ({ ours, emmett }: (typeof runs)[number]) =>
      ours.perSecond / emmett.perSecond;
    const [one, other] = [middle(runs, overRaw), middle(runs, overEmmett)];
    return [
      {
        what: 'Durable appends, 64 writers to streams of their own, follower live: over the best raw insert loop',
        value: overRaw(one),
        unit: 'x',
        beside: `${shown(one.ours.perSecond, '/s')}; raw ${shown(one.raw.perSecond, '/s')} (best pool: ${one.raw.pool})`,
        target: { atLeast: 1.1, aim: 1.3 },
      },
      {
        what: `The same: over Emmett ${EMMETT}`,
        value: overEmmett(other),
        unit: 'x',
        beside: `${shown(other.ours.perSecond, '/s')}; Emmett ${shown(other.emmett.perSecond, '/s')}`,
        target: { atLeast: 5 },
      },
    ];
  },
};

export const oneWriter: Measurement = {
  name: 'one-writer',
  about: 'p99 of an append where one writer is alone, beside raw inserts',
  measure: async (setting) => {
    const { adminUrl, seconds } = setting;
    const runs = await several(setting, 'one-writer', async () => ({
      raw: await rawInserts(adminUrl, 1, { writers: 1, seconds }),
      ours: await appends(adminUrl, { writers: 1, seconds }),
    }));
    const ratio = median(runs.map(({ ours }) => ours.p99)) / median(runs.map(({ raw }) => raw.p99));
    const { ours, raw } = middle(runs, (run) => run.ours.p99);
    return [
      {
        what: 'Append by one writer: p99 over that of a raw insert',
        value: ratio,
        unit: 'x',
        beside: `${shown(ours.p99, 'ms')} (p50 ${shown(ours.p50, 'ms')}); raw ${shown(raw.p99, 'ms')} (p50 ${shown(raw.p50, 'ms')})`,
        target: { atMost: 1.5 },
      },
    ];
  },
};

const COMPARED = 100_000;

/** As many seconds as the slower half of what was seen needs for so many appends. */
const secondsFor = async (adminUrl: string, events: number): Promise<number> => {
  const { perSecond } = await appends(adminUrl, { writers: WRITERS, seconds: 1 });
  return Math.ceil((events / perSecond) * 1.2) + 1;
};

export const follower: Measurement = {
  name: 'follower',
  about: 'events that a follower misses during 100 000 concurrent appends, compared id by id',
  measure: async ({ adminUrl, quick, tell }) => {
    const seconds = await secondsFor(adminUrl, quick ? COMPARED / 5 : COMPARED);
    const run = await appends(adminUrl, { writers: WRITERS, seconds, warmUpSeconds: 0 });
    tell(`follower: ${run.count} appends compared`);
    return [
      {
        what: 'Events missed, given twice or out of order by a follower that was live before the first append',
        value: run.missed + run.twice + run.disordered,
        unit: 'events',
        beside:
          `of ${thousands(run.count)} by 64 writers: ${run.missed} missed, ${run.twice} twice, ` +
          `${run.disordered} out of order; all had ${(run.behind * 1_000).toFixed(0)} ms after the last`,
        target: { atMost: 0 },
      },
    ];
  },
};
