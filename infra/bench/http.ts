import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { people } from '../demo/people.js';
import { middle, several, shown } from './figures.js';
import type { Measurement, Setting } from './figures.js';
import { posts } from './http-load.js';
import { inNewDataFolder, startPlatform } from './platform.js';
import { headersOf, newChild, poster } from './signed-in.js';
import { inNewDatabase } from './store.js';

const CONNECTIONS = 32;
const CONCERN = {
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

const BARE = fileURLToPath(new URL('./bare-nest.js', import.meta.url));

/** The bare application, in a process and a database of its own. */
const withBareNest = <T>(adminUrl: string, work: (url: string) => Promise<T>): Promise<T> =>
  inNewDatabase(adminUrl, async (databaseUrl) => {
    const child = spawn(process.execPath, [BARE], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });
    const ended = once(child, 'exit');
    process.once('exit', () => child.kill('SIGTERM'));
    try {
      const [said] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
      const url = String(said).trim();
      if (!url.startsWith('http')) throw new Error('The bare Nest application did not start.');
      return await work(url);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });

const measure =
  (setting: Setting, ours: string, bare: string) =>
  async (data: { readonly paths: readonly string[] }) => {
    const { seconds } = setting;
    const common = { ...data, body: CONCERN, connections: CONNECTIONS };
    const signedIn = await headersOf(ours, people.teacher);
    const oursLoad = { ...common, url: ours, headers: signedIn };
    const bareLoad = {
      ...common,
      url: bare,
      headers: {},
      paths: data.paths.map((path) => path.replace('/assessment', '')),
    };
    await posts({ ...oursLoad, seconds: 2 });
    await posts({ ...bareLoad, seconds: 2 });
    return several(setting, 'http', async () => ({
      ours: await posts({ ...oursLoad, seconds }),
      bare: await posts({ ...bareLoad, seconds }),
    }));
  };

export const http: Measurement = {
  name: 'http',
  about: 'accepted commands/s over HTTP, beside a bare Nest application that inserts one row',
  measure: (setting) =>
    inNewDataFolder(async (data) => {
      const platform = await startPlatform(data);
      try {
        const paths = await concernsOf(platform.url, setting.quick ? 200 : 1_000);
        const runs = await withBareNest(setting.adminUrl, (bare) =>
          measure(setting, platform.url, bare)({ paths }),
        );
        const { ours, bare } = middle(runs, (run) => run.ours.perSecond / run.bare.perSecond);
        return [
          {
            what: 'Accepted commands over HTTP: token, policy, validation, encryption, durable record; 32 connections',
            value: ours.perSecond,
            unit: '/s' as const,
            beside:
              `p99 ${shown(ours.p99, 'ms')}; bare Nest, one row, nothing checked ${shown(bare.perSecond, '/s')}, ` +
              `p99 ${shown(bare.p99, 'ms')}: ${(ours.perSecond / bare.perSecond).toFixed(2)} of it`,
          },
        ];
      } finally {
        await platform.stop();
      }
    }),
};
