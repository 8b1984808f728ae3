import { newId } from '@onestory/kernel';
import { cast, ServicesUnderTest } from '@onestory/testing';
import { assessmentService } from '../assessment.module.js';
import { assessmentStarted, consentWithdrawn, toldOf } from '../testing/family.js';
import type { Opened } from '../testing/family.js';

describe('the assessment from its first entry to the copy that the family holds', () => {
  let services: ServicesUnderTest;
  let opened: Opened;

  const at = (part: string, of: Opened = opened) =>
    `/assessment/assessments/${of.assessment}${part}`;
  const stream = () => `assessment-${opened.assessment}` as const;
  const record = (part: string, body: object, headers = {}, of: Opened = opened) =>
    services.as(cast.teacher).post(at(part, of), { occurredOn: '2026-02-10', ...body }, headers);
  const view = (query = '', of: Opened = opened) => services.as(cast.teacher).get(at(query, of));
  const complete = async (of: Opened = opened) =>
    record('/completion', {}, { 'if-match': (await view('', of)).etag ?? '' }, of);

  /** As on 10 February: details, needs and strengths, and everybody's own words. */
  const everything = async (of: Opened) => {
    const { younger, elder, baby, mother } = of.family;
    const named = (name: string, dateOfBirth: string) => ({ name, dateOfBirth });
    const parts: readonly (readonly [string, object])[] = [
      ['/details', { child: younger, details: named('zzYoungerToken', '2016-09-03') }],
      ['/details', { child: elder, details: named('zzElderToken', '2010-06-02') }],
      [
        '/details',
        {
          child: baby,
          details: { name: 'Unborn baby of zzMotherToken', expectedDate: '2026-05-12' },
          interpreter: 'arranged',
        },
      ],
      ['/needs', { child: younger, element: 'D7.2', basis: 'observed', need: 'zzNeedToken' }],
      [
        '/strengths',
        { child: elder, element: 'D5', basis: 'family_view', strength: 'zzStrongToken' },
      ],
      ['/child-comments', { child: younger, comment: 'A bus (zzBusToken)', how: 'drawing' }],
      ['/child-comments', { child: elder, comment: 'zzWordsToken', how: 'own_words' }],
      ['/parent-comments', { carer: mother, comment: 'zzGladToken' }],
    ];
    for (const [part, body] of parts) {
      const { status } = await record(part, body, {}, of);
      expect([part, status]).toEqual([part, 200]);
    }
  };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-19T15:00:00Z');
    opened = await assessmentStarted(services);
    services.setClock('2026-02-10T16:00:00Z');
  });
  afterAll(() => services.close());

  it('names in one answer all that it lacks, and children by their place in the assessment', async () => {
    const answer = await complete();
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'not-ready-to-complete' }]);
    const shown = await view();
    const { children } = shown.body as unknown as { children: { child: string }[] };
    const { younger, elder, baby } = opened.family;
    expect(children.map(({ child }) => child)).toEqual([younger, elder, baby]);
    const { detail } = answer.body as unknown as { detail: string };
    for (const part of [
      ...[1, 2, 3].map((child) => `identifying details (child ${child} of 3)`),
      ...[1, 2].map((child) => `the child's comment, or why there is none (child ${child} of 3)`),
      'at least one strength',
      'at least one need',
      "a parent's or carer's comment, or why there is none",
    ])
      expect(detail).toContain(part);
    expect(detail).not.toContain('comment, or why there is none (child 3 of 3)');
    for (const child of [younger, elder, baby]) expect(detail).not.toContain(child);
  });

  it('refuses an entry that breaks a rule of the form', async () => {
    const { younger, baby, mother } = opened.family;
    const need = { child: younger, element: 'D1.1', basis: 'observed', need: 'A cough' };
    const words = { comment: 'Words' };
    const answers = [
      await record('/needs', { ...need, child: baby, element: 'D3' }),
      await record('/needs', { ...need, child: newId() }),
      await record('/needs', { ...need, basis: 'reported_by' }),
      await record('/needs', { ...need, evidenceDate: '2026-02-11' }),
      await record('/details', { child: baby, details: { name: 'x', dateOfBirth: '2026-01-01' } }),
      await record('/child-comments', { child: baby, notGiven: 'too_young' }),
      await record('/parent-comments', { carer: newId(), ...words }),
      await record('/needs', { ...need, occurredOn: '2026-01-18' }),
      await record('/details', { child: younger, details: { name: 'x' } }),
      await record('/child-comments', { child: younger, ...words, notGiven: 'unwell' }),
      await record('/parent-comments', words),
      await record('/needs', { ...need, element: 'D9' }),
      await record('/parent-comments', { carer: mother, comment: '' }),
    ];
    expect(answers.map(({ body }) => (body as unknown as { code: string }).code)).toEqual([
      'not-applicable-to-unborn',
      'child-not-in-assessment',
      'reporter-missing',
      'evidence-in-the-future',
      'unborn-has-no-date-of-birth',
      'unborn-has-no-comment',
      'not-of-this-family',
      'before-what-it-answers',
      ...Array.from({ length: 5 }, () => 'malformed'),
    ]);
  });

  it('is completed as version 1 on 10 February, told in numbers and never in words', async () => {
    await everything(opened);
    const answer = await complete();
    expect(answer.status).toBe(200);
    const { episode, assessment, family } = opened;
    const [said] = await toldOf(services, episode, 'assessment-completed');
    expect(said).toMatchObject({
      time: '2026-02-10T12:00:00.000Z',
      children: [family.younger, family.elder, family.baby],
      data: { assessment, episode, version: 1, needs: 1, strengths: 1, by: cast.teacher },
    });
    expect((await toldOf(services, episode, 'child-commented')).map(({ data }) => data)).toEqual([
      { assessment, episode, child: family.younger, given: true },
      { assessment, episode, child: family.elder, given: true },
    ]);
    expect((await toldOf(services, episode, 'parent-commented'))[0]?.data).toEqual({
      assessment,
      episode,
      carer: family.mother,
      given: true,
    });
    const everythingSaid = JSON.stringify(await services.said('assessment'));
    expect(everythingSaid).not.toMatch(/zz\w+Token/);

    const again = await complete();
    expect([again.status, again.etag]).toEqual([200, answer.etag]);
  });

  it('needs If-Match, and refuses one that is stale', async () => {
    expect((await record('/completion', {})).status).toBe(428);
    const stale = await record('/completion', {}, { 'if-match': services.etag(stream(), 0n) });
    expect([stale.status, stale.body]).toMatchObject([412, { code: 'stale-revision' }]);
  });

  it('refuses an If-Match that was never given, or was given for something else', async () => {
    const current = (await view()).etag!;
    const other = services.etag(`assessment-${newId()}`, 3n);
    for (const ifMatch of ['"0"', `W/${current}`, current.slice(1, -1), other])
      expect(await record('/completion', {}, { 'if-match': ifMatch })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '#header/If-Match' }] },
      });
  });

  it('gives the family its copy in Dari two days later, and to nobody else', async () => {
    services.setClock('2026-02-12T10:00:00Z');
    const copy = { version: 1, language: 'fa-AF', format: 'paper', to: [opened.family.mother] };
    const issue = (more: object) =>
      record('/family-copies', { ...copy, occurredOn: '2026-02-12', ...more });
    expect((await issue({})).status).toBe(200);
    expect((await toldOf(services, opened.episode, 'family-copy-issued'))[0]).toMatchObject({
      data: { version: 1, language: 'fa-AF' },
    });
    expect(
      await Promise.all([
        issue({ version: 2 }),
        issue({ language: 'Dari' }),
        issue({ to: [newId()] }),
      ]),
    ).toMatchObject([
      { status: 409, body: { code: 'no-such-version' } },
      { status: 422, body: { code: 'no-language-tag' } },
      { status: 422, body: { code: 'not-of-this-family' } },
    ]);
    expect((await view()).body).toMatchObject({ stage: 'completed', copies: [copy] });
  });

  it('makes a second version of what is recorded later, and the first one stays as it was', async () => {
    services.setClock('2026-02-20T10:00:00Z');
    const { younger } = opened.family;
    const housing = { child: younger, element: 'F3', basis: 'observed', need: 'Overcrowded' };
    await record('/needs', { ...housing, occurredOn: '2026-02-05' });
    expect((await view()).body).toMatchObject({ stage: 'changed since completion', missing: [] });
    const { etag } = await view();
    const answer = await record(
      '/completion',
      { occurredOn: '2026-02-20' },
      { 'if-match': etag ?? '' },
    );
    expect(answer.status).toBe(200);
    expect((await view()).body).toMatchObject({ versions: [{ version: 1 }, { version: 2 }] });
    const first = await view('/versions/1');
    expect(first.body).toMatchObject({ stage: 'completed', needs: [{ element: 'D7.2' }] });
    expect((await view('/versions/2')).body).toMatchObject({ needs: [{}, { element: 'F3' }] });
    expect((await view('/versions/3')).status).toBe(404);
  });

  it('is shown as it was, and as it was known', async () => {
    const needs = async (query: string) =>
      ((await view(query)).body as { needs?: readonly object[] }).needs?.length;
    expect(await needs('?asAt=2026-02-04')).toBe(0);
    expect(await needs('?asAt=2026-02-06')).toBe(1);
    expect(await needs('?asKnown=2026-02-15')).toBe(1);
    expect(await needs('?asKnown=2026-02-01')).toBe(0);
    expect((await view('?asAt=2026-01-18')).status).toBe(404);
    expect((await view('?asAt=soon')).status).toBe(400);
  });

  it('is seen by recorder, lead and team, and by nobody else', async () => {
    const stranger = await services.as(cast.healthVisitor).get(at(''));
    const nothing = await services.as(cast.teacher).get(`/assessment/assessments/${newId()}`);
    expect([stranger.status, stranger.body]).toEqual([404, nothing.body]);
    const { younger } = opened.family;
    const need = { child: younger, element: 'D1.1', basis: 'observed', need: 'A cough' };
    expect((await services.as(cast.healthVisitor).post(at('/needs'), need)).status).toBe(404);
  });

  it('is not completed once consent is withdrawn', async () => {
    const other = await assessmentStarted(services);
    await everything(other);
    const { younger, elder, mother } = other.family;
    await services.hear(
      consentWithdrawn(other.episode, mother, [younger, elder], '2026-02-09T10:00:00.000Z'),
    );
    const answer = await complete(other);
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'no-consent-to-assess' }]);
  });
});
