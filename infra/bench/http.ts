import { setTimeout as pause } from 'node:timers/promises';
import { people } from '../demo/people.js';
import { middle, several, shown } from './figures.js';
import type { Figure, Measurement, Setting } from './figures.js';
import { asks } from './http-load.js';
import type { Loaded } from './http-load.js';
import { inNewDataFolder, startPlatform } from './platform.js';
import type { RunningPlatform } from './platform.js';
import { headersOf, newChild, poster } from './signed-in.js';
import { counting } from './statements.js';
import { withBareNest } from './with-bare-nest.js';

const CONNECTIONS = 32;
export const CONCERN = {
  concern:
    'Tearful in class since Christmas, late on most mornings, worried about what happens at home when she is away.',
  source: 'practitioner',
};

/** Children whose school the teacher works for, each with one concern: by then assessment knows of it. */
const concernsOf = async (url: string, children: number): Promise<readonly string[]> => {
  const clerk = await poster(url, people.indexClerk);
  const teacher = await poster(url, people.teacher);
  const { agencyId: agency, id: practitioner } = people.teacher;
  const paths: string[] = [];
  const register = async (): Promise<void> => {
    const { body } = await clerk('/child-index/children', newChild());
    const school = { agency, kind: 'school', practitioner, basis: 'duty' };
    await clerk(`/child-index/children/${body.id}/involvements`, school);
    const path = `/assessment/children/${body.id}/concerns`;
    await teacher(path, CONCERN, { prefer: 'wait=5' });
    paths.push(path);
  };
  const registering = Array.from({ length: 8 }, async () => {
    while (paths.length < children) await register();
  });
  await Promise.all(registering);
  return paths;
};

interface Lags {
  readonly runners: readonly { readonly caughtUp: boolean }[];
}

const SERVICES = [
  'child-index',
  'information-sharing',
  'assessment',
  'lead-professional',
  'panel-scheduling',
  'referral',
  'case-history',
];

/** Milliseconds until nothing that was recorded waits for anybody. */
const caughtUp = async (url: string): Promise<number> => {
  const since = performance.now();
  const headers = await headersOf(url, people.operator);
  const isBehind = async (service: string): Promise<boolean> => {
    const answer = await fetch(`${url}/${service}/operations/lag`, { headers });
    return ((await answer.json()) as Lags).runners.some((runner) => !runner.caughtUp);
  };
  while ((await Promise.all(SERVICES.map(isBehind))).some(Boolean)) {
    if (performance.now() - since > 120_000)
      throw new Error('Followers did not catch up in 120 s.');
    await pause(20);
  }
  return performance.now() - since;
};

interface Run {
  readonly ours: Loaded;
  readonly bare: Loaded;
  readonly caughtUp: number;
  readonly statements: number;
}

const measure = async (
  setting: Setting,
  platform: RunningPlatform,
  bare: string,
  count: () => Promise<number>,
): Promise<readonly Run[]> => {
  const paths = await concernsOf(platform.url, setting.quick ? 200 : 1_000);
  const headers = await headersOf(platform.url, people.teacher);
  const requests = paths.map((path) => ({ path, headers, body: CONCERN }));
  const ours = { url: platform.url, requests, connections: CONNECTIONS };
  const theirs = {
    url: bare,
    requests: requests.map((it) => ({ ...it, path: it.path.replace('/assessment', '') })),
    connections: CONNECTIONS,
  };
  await asks({ ...ours, seconds: 2 });
  await asks({ ...theirs, seconds: 2 });
  const { seconds } = setting;
  return several(setting, 'http', async () => {
    await caughtUp(platform.url);
    const before = await count();
    const loaded = await asks({ ...ours, seconds });
    const behind = await caughtUp(platform.url);
    const statements = ((await count()) - before) / (loaded.perSecond * seconds);
    return { ours: loaded, bare: await asks({ ...theirs, seconds }), caughtUp: behind, statements };
  });
};

const figuresOf = ({ ours, bare, caughtUp: behind, statements }: Run): readonly Figure[] => [
  {
    what: 'Accepted commands over HTTP: token, policy, validation, encryption, durable record; 32 connections',
    value: ours.perSecond,
    unit: '/s',
    beside:
      `bare Nest, one row, nothing checked ${shown(bare.perSecond, '/s')}, p99 ${shown(bare.p99, 'ms')}; ` +
      `${statements.toFixed(1)} statements per command, all services and followers together`,
    target: { atLeast: 1_000, aim: 1_500 },
  },
  {
    what: 'Accepted commands over HTTP, as part of what the bare Nest application does',
    value: ours.perSecond / bare.perSecond,
    unit: 'x',
    beside: 'the same run',
    target: { atLeast: 0.2, aim: 0.3 },
  },
  {
    what: 'Accepted commands over HTTP: p99 of the answer',
    value: ours.p99,
    unit: 'ms',
    beside: `bare Nest ${shown(bare.p99, 'ms')}`,
    target: { atMost: 60 },
  },
  {
    what: 'From the last of these commands until every follower of every service has caught up',
    value: behind,
    unit: 'ms',
    beside: 'asked of the lag pages of all services',
    target: { atMost: 2_000 },
  },
];

export const http: Measurement = {
  name: 'http',
  about: 'accepted commands/s over HTTP, beside a bare Nest application that inserts one row',
  measure: (setting) =>
    inNewDataFolder(async (data) => {
      const { command, settings, count } = counting(data);
      const platform = await startPlatform(data, command, settings);
      try {
        const runs = await withBareNest(setting.adminUrl, (bare) =>
          measure(setting, platform, bare, () => count(platform)),
        );
        return figuresOf(middle(runs, (run) => run.ours.perSecond / run.bare.perSecond));
      } finally {
        await platform.stop();
      }
    }),
};
