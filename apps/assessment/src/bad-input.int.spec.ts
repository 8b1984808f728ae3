import { embeddedIssuer } from '@onestory/access';
import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { cast, removeDataFolder, ServicesUnderTest, temporaryDataFolder } from '@onestory/testing';
import { assessmentService } from './assessment.module.js';
import { assessmentStarted, aFamily, inTheIndex } from './testing/family.js';
import type { Opened } from './testing/family.js';

/** A practitioner of Brackenfield, the other area of this installation. */
const ofAnotherArea = 'bd40eb4c-cd82-4527-adc4-735e4cb4465a';
const AWKWARD = 'Zoë 🧒🏽 ذري \u2028 \u202e\ufffd "quotes" \\u0000 <b> \' ; --';

describe('what comes from outside', () => {
  let services: ServicesUnderTest;
  let opened: Opened;
  let child: ChildId;
  let path: string;
  const concern = { concern: 'Tearful and often late', source: 'practitioner' };

  const record = (body: unknown, headers = {}, who: string = cast.teacher) =>
    services.as(who).post(path, body, headers);
  const recorded = async () =>
    (await services.said('assessment')).filter(
      (it) => it.type === 'assessment.concern-recorded.v1' && it.children.includes(child),
    ).length;
  const withToken = (token: string) =>
    fetch(services.url + path, { headers: { authorization: `Bearer ${token}` } });

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-19T15:00:00Z');
    opened = await assessmentStarted(services);
  });
  beforeEach(async () => {
    const family = aFamily();
    await services.hear(...inTheIndex(family));
    child = family.younger;
    path = `/assessment/children/${child}/concerns`;
  });
  afterAll(() => services.close());

  it('has one effect, however often it comes at once', async () => {
    const key = { 'idempotency-key': newId() };
    const answers = await Promise.all(Array.from({ length: 100 }, () => record(concern, key)));
    expect(new Set(answers.map(({ status, etag }) => `${status} ${etag}`))).toEqual(
      new Set([`201 ${services.etag(`concern-${child}`, 0n)}`]),
    );
    expect(await recorded()).toBe(1);
  });

  it('may be dated back as far as it happened, and never ahead but for a minute', async () => {
    const dated = async (when: object) => (await record({ ...concern, ...when })).status;
    expect(await dated({ occurredOn: '2025-11-03' })).toBe(201);
    expect(await dated({ occurredAt: '2026-01-19T16:00:30+01:00' })).toBe(201);
    expect(await dated({ occurredAt: '2026-01-19T15:00:59Z' })).toBe(201);
    expect(await dated({ occurredAt: '2026-01-19T15:01:01Z' })).toBe(422);
    expect(await dated({ occurredOn: '2026-01-20' })).toBe(422);
    expect(await dated({ occurredOn: '2026-02-29' })).toBe(400);
    expect(await dated({ occurredAt: '2026-01-19T10:00:00' })).toBe(400);
    expect(await dated({ occurredAt: '2026-01-19T10:00:00Z', occurredOn: '2026-01-19' })).toBe(400);
  });

  describe('and cannot be kept as it was sent', () => {
    const copies = () => `/assessment/assessments/${opened.assessment}/family-copies`;
    const copy = (language: string) =>
      `{"version":1,"language":"${language}","format":"paper","to":["${opened.family.mother}"]}`;

    it.each([
      ['U+0000', '\\u0000'],
      ['a lone high surrogate', '\\ud83d'],
      ['a lone low surrogate', '\\udc00'],
    ])('%s is refused, in a personal field and in a plain one', async (_name, escape) => {
      const personal = await record(`{"concern":"a${escape}b","source":"child"}`);
      const plain = await services.as(cast.teacher).post(copies(), copy(`e${escape}`));
      const named = await record(`{"concern":"a","source":"child","a${escape}":1}`);
      for (const answer of [personal, plain, named]) {
        expect([answer.status, answer.body]).toMatchObject([400, { code: 'malformed' }]);
        expect(JSON.stringify(answer.body).isWellFormed()).toBe(true);
      }
      expect(await recorded()).toBe(0);
    });

    it('is refused in a path and in a query, too', async () => {
      const teacher = services.as(cast.teacher);
      expect((await teacher.get('/assessment/children/a%00b/concerns')).status).toBe(400);
      expect((await teacher.get('/assessment/children/%ff/concerns')).status).toBe(400);
      expect((await teacher.get(`${path}?asAt=2026-01-01%00`)).status).toBe(400);
    });
  });

  it('is kept word for word where it is merely unusual', async () => {
    expect((await record({ ...concern, concern: AWKWARD })).status).toBe(201);
    const view = await services.as(cast.teacher).get(path, { prefer: 'wait=2' });
    expect(view.body).toMatchObject({ concerns: [{ concern: AWKWARD }] });
  });

  it('is refused where it is more than was asked for, and says where', async () => {
    const refused = async (body: unknown) => (await record(body)).body as unknown;
    expect(await refused({ ...concern, shielded: true })).toMatchObject({
      errors: [{ pointer: '#/shielded', detail: 'is not a known property' }],
    });
    for (const name of ['__proto__', 'constructor', 'prototype'])
      expect(
        await refused(`{"concern":"a","source":"child","${name}":{"isAdmin":true}}`),
      ).toMatchObject({ code: 'malformed', errors: [{ pointer: `#/${name}` }] });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    const deep = `{"concern":${'['.repeat(60)}${']'.repeat(60)},"source":"child"}`;
    expect(await refused(deep)).toMatchObject({ code: 'malformed' });
    for (const body of ['{"concern":', '[]', '"text"', 'null', '{"concern":{"$ne":1},"source":[]}'])
      expect(await refused(body)).toMatchObject({ code: 'malformed' });
    expect(await recorded()).toBe(0);
  });

  it('is not read where it is too large', async () => {
    const large = await record({ ...concern, concern: 'a'.repeat(2_000_000) });
    expect([large.status, large.body]).toMatchObject([413, { code: 'too-large' }]);
    expect((await record({ ...concern, concern: 'a'.repeat(4001) })).status).toBe(400);
    expect((await record(concern, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('comes from nobody where the token is not good', async () => {
    const good = await services.tokenOf(cast.teacher);
    const [head, claims, signature = ''] = good.split('.');
    const forged = Buffer.from(JSON.stringify({ sub: cast.teacher })).toString('base64url');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const folder = await temporaryDataFolder();
    const { register, clock } = services.platform;
    const elsewhere = await embeddedIssuer({ folder, register, clock });
    const foreign = (await elsewhere.token(cast.teacher)).token;
    for (const token of [
      'nonsense',
      `${head}.${forged}.${signature}`,
      `${head}.${claims}.${signature.slice(8)}${signature.slice(0, 8)}`,
      `${unsigned}.${claims}.`,
      foreign,
    ]) {
      const answer = await withToken(token);
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'not-signed-in' }]);
    }
    await removeDataFolder(folder);

    services.setClock('2026-01-19T16:02:00Z');
    expect((await withToken(good)).status).toBe(401);
    services.setClock('2026-01-19T15:00:00Z');
    expect((await withToken(good)).status).toBe(404);
  });

  it('finds nothing where it comes from another area', async () => {
    const { assessment, episode, family } = opened;
    const stranger = services.as(ofAnotherArea);
    const nothing = await stranger.get(`/assessment/assessments/${newId()}`);
    expect(nothing.status).toBe(404);
    for (const part of [
      `assessments/${assessment}`,
      `assessments/${assessment}/versions/1`,
      `episodes/${episode}/assessment`,
      `children/${family.younger}/concerns`,
    ]) {
      const answer = await stranger.get(`/assessment/${part}`);
      expect([answer.status, answer.body]).toEqual([404, nothing.body]);
    }
    expect((await record(concern, {}, ofAnotherArea)).body).toEqual(nothing.body);
    const start = { children: [family.younger] };
    const started = await stranger.post(`/assessment/episodes/${episode}/assessment`, start);
    expect([started.status, started.body]).toEqual([404, nothing.body]);
  });

  it('left read models behind that say what the events say', async () => {
    const { body } = await services
      .as(cast.operator)
      .post<{ tables: readonly { table: string; rows: number; differing: number }[] }>(
        '/assessment/operations/verifications',
      );
    expect(body.tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['consent_heard_v1', 'child_heard_v1', 'relationship_v1']),
    );
    for (const table of body.tables) expect(table).toMatchObject({ differing: 0 });
  });

  it('left no word of it in the log', async () => {
    const log = await services.readLog();
    expect(log).not.toMatch(/zz\w+Token|Tearful/);
  });
});
