import { people, servicesOf } from '../demo/people.js';
import type { Person } from '../demo/people.js';
import { middle, several, shown } from './figures.js';
import type { Figure, Measurement, Setting } from './figures.js';
import { asks } from './http-load.js';
import type { Loaded, Request } from './http-load.js';
import { CONCERN } from './http.js';
import { inNewDataFolder, startPlatform } from './platform.js';
import { headersOf, newChild, poster } from './signed-in.js';
import { withBareNest } from './with-bare-nest.js';

const CONNECTIONS = 32;
const CHILDREN = 60;

/** People of the agencies that serve these children, who may look at what the index says of them. */
const LOOKING: readonly Person[] = [
  people.teacher,
  people.brother,
  people.midwife,
  people.healthVisitor,
  people.health,
];
const SCREENERS = [
  { person: people.camhs, service: servicesOf.camhs },
  { person: people.counselling, service: servicesOf.counselling },
];

interface Asked {
  readonly children: readonly string[];
  readonly names: readonly { readonly name: string; readonly dateOfBirth: string }[];
}

/** Children whom two agencies serve, each referred to a service by the teacher, who leads for the time being. */
const family = async (url: string): Promise<Asked> => {
  const clerk = await poster(url, people.indexClerk);
  const teacher = await poster(url, people.teacher);
  const asked = { children: [] as string[], names: [] as Asked['names'][number][] };
  const wait = { prefer: 'wait=5' };
  const register = async (number: number): Promise<void> => {
    const child = newChild();
    const { body } = await clerk('/child-index/children', child);
    for (const { id: practitioner, agencyId: agency } of [people.teacher, people.healthVisitor])
      await clerk(`/child-index/children/${body.id}/involvements`, {
        agency,
        kind: 'school',
        practitioner,
        basis: 'duty',
      });
    await teacher(`/assessment/children/${body.id}/concerns`, CONCERN, wait);
    await refer(url, body.id, SCREENERS[number % SCREENERS.length]!.service);
    asked.children.push(body.id);
    asked.names.push({
      name: `${child.name.given} ${child.name.family}`,
      dateOfBirth: child.dateOfBirth,
    });
  };
  for (let number = 0; number < CHILDREN; number += 1) await register(number);
  return asked;
};

const refer = async (url: string, child: string, service: string): Promise<void> => {
  const teacher = await poster(url, people.teacher);
  const wait = { prefer: 'wait=5' };
  const headers = await headersOf(url, people.teacher);
  const concerns = await fetch(`${url}/assessment/children/${child}/concerns`, { headers });
  const { episodes } = (await concerns.json()) as { episodes: readonly { episode: string }[] };
  const { episode } = episodes[0]!;
  const answers = {
    ...{ healthy: 'yes', safe: 'yes', learning: 'no' },
    ...{ positiveImpact: 'yes', freeFromPovertyImpact: 'not_sure' },
  };
  await teacher(
    `/assessment/episodes/${episode}/checklists`,
    {
      child,
      answers,
      notes: 'Two rooms for four people.',
      outcome: 'common_assessment',
      reason: 'More than one agency is needed.',
    },
    wait,
  );
  await teacher(
    `/referral/episodes/${episode}/referrals`,
    {
      children: [child],
      service,
      reason: 'Somebody to talk to, near and soon.',
      basis: { without: 'vital_interests', reason: 'There was no time to ask.' },
    },
    wait,
  );
};

interface Kinds<T> {
  readonly view: T;
  readonly list: T;
  readonly search: T;
}

const requestsOf = async (url: string): Promise<Kinds<readonly Request[]>> => {
  const { children, names } = await family(url);
  const looking = await Promise.all(LOOKING.map((person) => headersOf(url, person)));
  const screening = await Promise.all(SCREENERS.map(({ person }) => headersOf(url, person)));
  const why = { reason: 'concern_about_child', why: 'Who else works with this child?' };
  return {
    view: children.map((child, n) => ({
      path: `/child-index/children/${child}`,
      headers: looking[n % looking.length]!,
    })),
    list: screening.map((headers) => ({ path: '/referral/screening-queue', headers })),
    search: names.map((typed, n) => ({
      path: '/child-index/searches',
      headers: looking[n % looking.length]!,
      body: { ...typed, ...why },
    })),
  };
};

/** Rows that the bare application reads, one for a request. */
const bareRequests = async (bare: string): Promise<readonly Request[]> => {
  const child = '00000000-0000-4000-8000-000000000000';
  const record = async (): Promise<Request> => {
    const answer = await fetch(`${bare}/children/${child}/concerns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(CONCERN),
    });
    const { id } = (await answer.json()) as { id: string };
    return { path: `/children/${child}/concerns/${id}`, headers: {} };
  };
  return Promise.all(Array.from({ length: CHILDREN }, record));
};

interface Run extends Kinds<Loaded> {
  readonly bare: Loaded;
}

const measure = async (setting: Setting, ours: string, bare: string): Promise<readonly Run[]> => {
  const requests = await requestsOf(ours);
  const theirs = await bareRequests(bare);
  const load = (url: string, asked: readonly Request[], seconds = setting.seconds) =>
    asks({ url, requests: asked, connections: CONNECTIONS, seconds });
  for (const asked of Object.values(requests)) await load(ours, asked, 2);
  await load(bare, theirs, 2);
  return several(setting, 'answers', async () => ({
    view: await load(ours, requests.view),
    list: await load(ours, requests.list),
    search: await load(ours, requests.search),
    bare: await load(bare, theirs),
  }));
};

const KINDS: Kinds<{ readonly what: string; readonly atLeast: number }> = {
  view: { what: 'what the index knows of a child', atLeast: 0.3 },
  list: { what: `a screening queue of ${CHILDREN / SCREENERS.length}`, atLeast: 0.25 },
  search: { what: 'a search of the index, itself recorded', atLeast: 0.15 },
};

const figureOf = (kind: keyof typeof KINDS, runs: readonly Run[]): Figure => {
  const share = (run: Run): number => run[kind].perSecond / run.bare.perSecond;
  const run = middle(runs, share);
  const { what, atLeast } = KINDS[kind];
  return {
    what: `Answers over HTTP, ${what}: each decided and its access recorded durably; as part of what a bare Nest application does that reads one row`,
    value: share(run),
    unit: 'x',
    beside:
      `${shown(run[kind].perSecond, '/s')}, p99 ${shown(run[kind].p99, 'ms')}; bare Nest ` +
      `${shown(run.bare.perSecond, '/s')}, p99 ${shown(run.bare.p99, 'ms')}; 32 connections, ${LOOKING.length} people`,
    target: { atLeast },
  };
};

export const answers: Measurement = {
  name: 'answers',
  about:
    'answers/s over HTTP (a view, a list, a search), beside a bare Nest application that reads one row',
  measure: (setting) =>
    inNewDataFolder(async (data) => {
      const platform = await startPlatform(data);
      try {
        const runs = await withBareNest(setting.adminUrl, (bare) =>
          measure(setting, platform.url, bare),
        );
        return (['view', 'list', 'search'] as const).map((kind) => figureOf(kind, runs));
      } finally {
        await platform.stop();
      }
    }),
};
