import { ConcernRecordedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message } from '@onestory/testing';
import { inDari, on, scope, SHARING, SharingUnderTest } from '../../testing/a-family.js';
import type { ConsentView } from './consent-body.js';

describe("the mother's consent of 16 January", () => {
  let sharing: SharingUnderTest;
  beforeAll(async () => {
    sharing = await SharingUnderTest.start();
  });
  afterAll(() => sharing.services.close());
  beforeEach(() => sharing.meetAFamily());

  let consent: string;
  const etag = (revision: bigint) => sharing.services.etag(`consent-${consent}`, revision);
  beforeEach(async () => {
    await sharing.agree(sharing.family.mother, on('2026-01-16'));
    const exclusions = [
      { practitioner: cast.teachingAssistant },
      { text: 'a man of the street (zzManToken)' },
    ];
    const given = await sharing.give(sharing.family.mother, { ...on('2026-01-16'), exclusions });
    expect(given.status).toBe(201);
    consent = given.body.id;
  });

  it('is told with its scope, and whoever is only described is not', async () => {
    const said = await sharing.told('consent-given');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      episode: sharing.family.episode,
      children: [sharing.family.younger],
      time: '2026-01-16T12:00:00.000Z',
      occurredprecision: 'day',
      data: {
        consent,
        giver: sharing.family.mother,
        children: [sharing.family.younger],
        capacity: 'parental_responsibility',
        purposes: scope.purposes,
        agencies: scope.agencies,
        panelAgencies: [agencies.police],
        excluded: [cast.teachingAssistant],
      },
    });
    expect(JSON.stringify(said)).not.toContain('zzManToken');
  });

  it('covers who joins and who is expected later, without being asked again', async () => {
    expect((await sharing.coverage(agencies.camhs)).covered).toBe(true);
    await sharing.family.join();
    const { covered, children } = await sharing.coverage(`${agencies.camhs}&purpose=assessment`);
    expect(covered).toBe(true);
    expect(children.map(({ child }) => child).toSorted()).toEqual(
      [sharing.family.younger, sharing.family.elder, sharing.family.unborn].toSorted(),
    );
    const { body } = await sharing.consents(sharing.teacher);
    expect(body[0]?.inForce?.children.toSorted()).toEqual(
      [sharing.family.younger, sharing.family.elder, sharing.family.unborn].toSorted(),
    );
    expect(await sharing.told('consent-given')).toHaveLength(1);
  });

  it('covers nobody else, nothing else and no day before', async () => {
    const covered = async (query: string) => (await sharing.coverage(query)).covered;
    expect(await covered(agencies.housing)).toBe(false);
    expect(await covered(`${agencies.camhs}&purpose=review`)).toBe(false);
    expect(await covered(agencies.police)).toBe(false);
    expect(await covered(`${agencies.police}&forPanelItem=true`)).toBe(true);
    expect(await covered(`${agencies.camhs}&occurredOn=2026-01-15`)).toBe(false);
  });

  it('is shown as it was and as it was known, with its warning in words', async () => {
    const { status, body } = await sharing.consents(sharing.teacher);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      {
        consent,
        giver: sharing.family.mother,
        stage: 'in force',
        agreedToTakePart: { occurredAt: '2026-01-16T12:00:00.000Z', occurredPrecision: 'day' },
        inForce: {
          capacity: 'parental_responsibility',
          understoodBy: inDari,
          exclusions: [
            { practitioner: cast.teachingAssistant, name: 'Daniel Brook' },
            { text: 'a man of the street (zzManToken)' },
          ],
        },
        past: [],
      },
    ]);
    expect((await sharing.consents(sharing.teacher, '?asAt=2026-01-16')).body).toHaveLength(1);
    expect((await sharing.consents(sharing.teacher, '?asAt=2026-01-15')).body).toEqual([]);
    expect((await sharing.consents(sharing.teacher, '?asKnown=2026-01-16')).body).toEqual([]);
    const one = await sharing.teacher.get<ConsentView>(`${SHARING}/consents/${consent}`);
    expect([one.etag, one.body]).toEqual([etag(1n), body[0]]);
  });

  it('is there for the recorder of this help, and for nobody who is not of it', async () => {
    const at = `${SHARING}/consents/${consent}`;
    for (const person of [cast.headTeacher, cast.teachingAssistant, cast.healthVisitor]) {
      const other = sharing.services.as(person);
      const unknown = await other.get(`${SHARING}/consents/${newId()}`);
      expect((await sharing.consents(other)).status).toBe(404);
      expect((await other.get(at)).body).toEqual(unknown.body);
      expect((await other.post(`${at}/withdrawal`, { by: sharing.family.mother })).status).toBe(
        404,
      );
    }
    expect((await sharing.consents(sharing.services.as(cast.analyst))).status).toBe(403);
  });

  it('keeps out whom it excludes, even one who records for this help', async () => {
    const assistant = sharing.services.as(cast.teachingAssistant);
    await sharing.services.hear(
      message(
        ConcernRecordedV1,
        { child: sharing.family.younger, episode: sharing.family.episode },
        {
          episode: sharing.family.episode,
          children: [sharing.family.younger],
          actor: cast.teachingAssistant,
        },
      ),
    );
    expect((await sharing.consents(assistant)).status).toBe(404);
    expect((await sharing.consents(sharing.teacher)).status).toBe(200);
  });

  it('ends at the instant it is withdrawn; giving it again begins anew', async () => {
    const at = `${SHARING}/consents/${consent}/withdrawal`;
    const early = await sharing.teacher.post(at, {
      by: sharing.family.mother,
      ...on('2026-01-15'),
    });
    expect(early.status).toBe(422);
    const withdrawn = await sharing.teacher.post(at, {
      by: sharing.family.mother,
      reason: 'zzReasonToken',
    });
    expect([withdrawn.status, withdrawn.etag]).toEqual([200, etag(2n)]);
    expect((await sharing.coverage(agencies.camhs)).covered).toBe(false);
    expect((await sharing.coverage(`${agencies.camhs}&occurredOn=2026-01-18`)).covered).toBe(true);
    const said = await sharing.told('consent-withdrawn');
    expect(said.map(({ data }) => data)).toEqual([
      {
        consent,
        episode: sharing.family.episode,
        giver: sharing.family.mother,
        children: [sharing.family.younger],
      },
    ]);
    expect(JSON.stringify(said)).not.toContain('zzReasonToken');

    expect((await sharing.teacher.post(at, { by: sharing.family.mother })).etag).toBe(etag(2n));
    expect((await sharing.give(sharing.family.mother)).status).toBe(201);
    expect((await sharing.coverage(agencies.camhs)).covered).toBe(true);
    const { body } = await sharing.consents(sharing.teacher);
    expect(body[0]?.past).toHaveLength(1);
  });

  it('may be withdrawn by whoever else is responsible for a child, and by nobody else', async () => {
    const at = `${SHARING}/consents/${consent}/withdrawal`;
    const sibling = await sharing.teacher.post<{ code: string }>(at, { by: sharing.family.elder });
    expect([sibling.status, sibling.body.code]).toEqual([422, 'not-theirs-to-withdraw']);
    expect((await sharing.teacher.post(at, { by: sharing.family.partner })).status).toBe(200);
  });

  it('is not decided on a state that has changed, and once under one key', async () => {
    const key = { 'idempotency-key': newId() };
    const wider = { scope: { ...scope, agencies: [...scope.agencies, agencies.housing] } };
    expect(
      (await sharing.give(sharing.family.mother, wider, { 'if-match': etag(0n) })).status,
    ).toBe(412);
    const first = await sharing.give(sharing.family.mother, wider, {
      'if-match': etag(1n),
      ...key,
    });
    const again = await sharing.give(sharing.family.mother, wider, {
      'if-match': etag(1n),
      ...key,
    });
    expect([again.status, again.body, again.etag]).toEqual([201, first.body, etag(2n)]);
    const { body } = await sharing.consents(sharing.teacher);
    expect(body[0]?.past).toHaveLength(1);
  });

  it('comes before what was said later, in pages', async () => {
    await sharing.agree(sharing.family.partner, on('2026-01-17'));
    const first = await sharing.consents(sharing.teacher, '?limit=1');
    const next = /<(.*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await sharing.teacher.get<ConsentView[]>(next);
    const givers = [first, second].map(({ body }) => body.map(({ giver }) => giver));
    expect(givers).toEqual([[sharing.family.mother], [sharing.family.partner]]);
    expect(second.headers.get('link')).toBeNull();
  });

  it('is verified by as many as ask at once, one after the other', async () => {
    const asked = [1, 2, 3].map(() =>
      sharing.services.as(cast.operator).post(`${SHARING}/operations/verifications`),
    );
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('rests on rows that say what the messages say', async () => {
    const { body } = await sharing.services.as(cast.operator).post<{
      tables: { table: string; differing: number }[];
    }>(`${SHARING}/operations/verifications`);
    expect(body.tables.map(({ table }) => table)).toContain('known_child_v1');
    expect(body.tables.filter(({ differing }) => differing > 0)).toEqual([]);
  });
});
