import { eventsOf } from '@onestory/event-sourcing';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { readConfig, start } from '@onestory/service';
import {
  cast,
  removeDataFolder,
  ServicesUnderTest,
  temporaryDataFolder,
  testDatabase,
} from '@onestory/testing';
import { assessmentService } from './assessment.module.js';
import { aFamily, concernRecorded, inTheIndex } from './testing/family.js';

const AREAS = fileURLToPath(new URL('../../../infra/areas', import.meta.url));

/** What a newer version of this service may have written. */
describe.each([
  ['an event of a type that this version does not know', 'ConcernShared'],
  ['a shape that is newer than this version', 'ConcernRecorded.v2'],
])('%s', (_name, type) => {
  let services: ServicesUnderTest;
  let child: ChildId;
  let path: string;

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-14T15:00:00Z');
    const family = aFamily();
    await services.hear(...inTheIndex(family));
    child = family.younger;
    path = `/assessment/children/${child}/concerns`;
    await concernRecorded(services, child);
    const { store } = services.platform;
    const stored = await eventsOf(store.read(`concern-${child}`));
    const written = stored.map(({ data, metadata }) => ({ id: newId(), type, data, metadata }));
    await store.append(`concern-${child}`, 0n, written);
  });
  afterAll(() => services.close());

  it('is guessed at by no view and by no decision: 503, until the service is upgraded', async () => {
    const teacher = services.as(cast.teacher);
    const concern = { concern: 'Still late', source: 'practitioner' };
    for (const answer of [await teacher.get(path), await teacher.post(path, concern)]) {
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ code: 'history-newer-than-this-version' });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
  });

  it('stops what would have to skip it, and readiness names that', async () => {
    await services.settle();
    const answer = await fetch(`${services.url}/assessment/health/ready`);
    const body = (await answer.json()) as { parts: readonly { name: string; state: string }[] };
    expect(answer.status).toBe(503);
    const states = new Map(body.parts.map(({ name, state }) => [name, state]));
    for (const name of ['own_messages_v1', 'publisher']) expect(states.get(name)).toContain(type);
    expect((await services.said('assessment')).length).toBe(1);
  });
});

describe('a data folder without the master key that its records are under', () => {
  it('starts no process, makes no other key, and says what to do', async () => {
    const database = await testDatabase();
    const folder = await temporaryDataFolder();
    const config = readConfig(
      { ONESTORY_DATA: folder, DATABASE_URL: database.url, PORT: '0' },
      AREAS,
    );
    const begin = () => start(config, [assessmentService], { durable: false });
    const first = await begin();
    await first.platform.keys.toEncrypt([`person:${newId()}:identity`] as never);
    await first.stop();

    const key = join(folder, 'master.key');
    await rename(key, `${key}.elsewhere`);
    await expect(begin()).rejects.toThrow(/master key/i);
    expect(await readdir(folder)).not.toContain('master.key');

    await rename(`${key}.elsewhere`, key);
    await (await begin()).stop();
    await database.close();
    await removeDataFolder(folder);
  });
});
