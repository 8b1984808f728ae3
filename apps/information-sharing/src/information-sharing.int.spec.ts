import {
  AssessmentStartedV1,
  ChildRegisteredV1,
  ConcernRecordedV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { informationSharingService } from './information-sharing.module.js';
import type { ConsentView } from './read-models/family-consents/consents.query.js';
import type { CoverageView } from './read-models/family-consents/coverage.query.js';

const SHARING = '/information-sharing';
const on = (day: string) => ({ occurredOn: day });

/** A household as other services tell of it. */
const aFamily = async (services: ServicesUnderTest) => {
  const [episode, younger, elder, unborn] = [newId(), newId(), newId(), newId()];
  const [mother, partner] = [newId(), newId()];
  const cares = (carer: string, parentalResponsibility: 'yes' | 'no' | 'unknown') => ({
    carer,
    parentalResponsibility,
  });
  const registered = (child: string, ofPartner: 'yes' | 'unknown') =>
    message(
      ChildRegisteredV1,
      { child, carers: [cares(mother, 'yes'), cares(partner, ofPartner)] },
      { children: [child] },
    );
  await services.hear(
    registered(younger, 'yes'),
    registered(elder, 'unknown'),
    message(
      ConcernRecordedV1,
      { child: younger, episode },
      { episode, children: [younger], actor: cast.teacher, agency: agencies.school },
    ),
  );
  const join = () =>
    services.hear(
      message(
        UnbornRegisteredV1,
        { child: unborn, carers: [cares(mother, 'yes')] },
        { children: [unborn] },
      ),
      message(
        AssessmentStartedV1,
        {
          assessment: newId(),
          episode,
          children: [younger, elder, unborn],
          by: cast.teacher,
        },
        { episode, children: [younger, elder, unborn], actor: cast.teacher },
      ),
    );
  return { episode, younger, elder, unborn, mother, partner, join };
};
type Household = Awaited<ReturnType<typeof aFamily>>;

describe('information sharing', () => {
  let services: ServicesUnderTest;
  let teacher: Person;
  let family: Household;

  const scope = {
    purposes: ['assessment', 'planning', 'requests_for_services'],
    agencies: [agencies.school, agencies.healthTrust, agencies.camhs],
    panelSeatsOnlyForItem: [agencies.police],
  };
  const inDari = { language: 'fa-AF', interpreter: 'interpreter' };
  const agree = (giver: string, more: object = {}) =>
    teacher.post<{ id: string; code: string }>(
      `${SHARING}/episodes/${family.episode}/participations`,
      { giver, serviceNotConditional: true, ...more },
    );
  const give = (giver: string, more: object = {}, headers = {}) =>
    teacher.post<{ id: string; code: string; detail: string }>(
      `${SHARING}/episodes/${family.episode}/consents`,
      { giver, scope, capacity: 'parental_responsibility', understoodBy: inDari, ...more },
      headers,
    );
  const consents = (person: Person, query = '') =>
    person.get<ConsentView[]>(`${SHARING}/episodes/${family.episode}/consents${query}`);
  const coverage = async (query: string) =>
    (
      await teacher.get<CoverageView>(
        `${SHARING}/episodes/${family.episode}/coverage?agency=${query}`,
      )
    ).body;
  const told = async (type: string) =>
    (await services.said('information-sharing')).filter(
      (it) => it.type === `information-sharing.${type}.v1` && it.episode === family.episode,
    );

  beforeAll(async () => {
    services = await ServicesUnderTest.start([informationSharingService], '2026-01-19T09:00:00Z');
    teacher = services.as(cast.teacher);
  });
  afterAll(() => services.close());
  beforeEach(async () => {
    family = await aFamily(services);
  });

  it('asks first whether the family takes part, and no service may depend on it', async () => {
    const early = await give(family.mother);
    expect([early.status, early.body.code]).toEqual([409, 'participation-first']);
    const pressed = await agree(family.mother, { serviceNotConditional: false });
    expect(pressed.body.code).toBe('service-must-not-be-conditional');

    const agreed = await agree(family.mother, on('2026-01-16'));
    expect([agreed.status, agreed.headers.get('location')]).toEqual([
      201,
      `${SHARING}/consents/${agreed.body.id}`,
    ]);
    const [said] = await told('participation-agreed');
    expect(said?.data).toEqual({
      consent: agreed.body.id,
      episode: family.episode,
      giver: family.mother,
    });
  });

  describe("the mother's consent of 16 January", () => {
    let consent: string;
    beforeEach(async () => {
      await agree(family.mother, on('2026-01-16'));
      const exclusions = [
        { practitioner: cast.teachingAssistant },
        { text: 'a man of the street (zzManToken)' },
      ];
      const given = await give(family.mother, { ...on('2026-01-16'), exclusions });
      expect(given.status).toBe(201);
      consent = given.body.id;
    });

    it('is told with its scope, and whoever is only described is not', async () => {
      const said = await told('consent-given');
      expect(said).toHaveLength(1);
      expect(said[0]).toMatchObject({
        episode: family.episode,
        children: [family.younger],
        time: '2026-01-16T12:00:00.000Z',
        occurredprecision: 'day',
        data: {
          consent,
          giver: family.mother,
          children: [family.younger],
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
      expect((await coverage(agencies.camhs)).covered).toBe(true);
      await family.join();
      const { covered, children } = await coverage(`${agencies.camhs}&purpose=assessment`);
      expect(covered).toBe(true);
      expect(children.map(({ child }) => child).toSorted()).toEqual(
        [family.younger, family.elder, family.unborn].toSorted(),
      );
      const { body } = await consents(teacher);
      expect(body[0]?.inForce?.children.toSorted()).toEqual(
        [family.younger, family.elder, family.unborn].toSorted(),
      );
      expect(await told('consent-given')).toHaveLength(1);
    });

    it('covers nobody else, nothing else and no day before', async () => {
      const covered = async (query: string) => (await coverage(query)).covered;
      expect(await covered(agencies.housing)).toBe(false);
      expect(await covered(`${agencies.camhs}&purpose=review`)).toBe(false);
      expect(await covered(agencies.police)).toBe(false);
      expect(await covered(`${agencies.police}&forPanelItem=true`)).toBe(true);
      expect(await covered(`${agencies.camhs}&occurredOn=2026-01-15`)).toBe(false);
    });

    it('is shown as it was and as it was known, with its warning in words', async () => {
      const { status, body } = await consents(teacher);
      expect(status).toBe(200);
      expect(body).toMatchObject([
        {
          consent,
          giver: family.mother,
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
      expect((await consents(teacher, '?asAt=2026-01-16')).body).toHaveLength(1);
      expect((await consents(teacher, '?asAt=2026-01-15')).body).toEqual([]);
      expect((await consents(teacher, '?asKnown=2026-01-16')).body).toEqual([]);
      const one = await teacher.get<ConsentView>(`${SHARING}/consents/${consent}`);
      expect([one.etag, one.body]).toEqual(['"1"', body[0]]);
    });

    it('is there for the recorder of this help, and for nobody who is not of it', async () => {
      const at = `${SHARING}/consents/${consent}`;
      for (const person of [cast.headTeacher, cast.teachingAssistant, cast.healthVisitor]) {
        const other = services.as(person);
        const unknown = await other.get(`${SHARING}/consents/${newId()}`);
        expect((await consents(other)).status).toBe(404);
        expect((await other.get(at)).body).toEqual(unknown.body);
        expect((await other.post(`${at}/withdrawal`, { by: family.mother })).status).toBe(404);
      }
      expect((await consents(services.as(cast.analyst))).status).toBe(403);
    });

    it('keeps out whom it excludes, even one who records for this help', async () => {
      const assistant = services.as(cast.teachingAssistant);
      await services.hear(
        message(
          ConcernRecordedV1,
          { child: family.younger, episode: family.episode },
          { episode: family.episode, children: [family.younger], actor: cast.teachingAssistant },
        ),
      );
      expect((await consents(assistant)).status).toBe(404);
      expect((await consents(teacher)).status).toBe(200);
    });

    it('ends at the instant it is withdrawn; giving it again begins anew', async () => {
      const at = `${SHARING}/consents/${consent}/withdrawal`;
      const early = await teacher.post(at, { by: family.mother, ...on('2026-01-15') });
      expect(early.status).toBe(422);
      const withdrawn = await teacher.post(at, { by: family.mother, reason: 'zzReasonToken' });
      expect([withdrawn.status, withdrawn.etag]).toEqual([200, '"2"']);
      expect((await coverage(agencies.camhs)).covered).toBe(false);
      expect((await coverage(`${agencies.camhs}&occurredOn=2026-01-18`)).covered).toBe(true);
      const said = await told('consent-withdrawn');
      expect(said.map(({ data }) => data)).toEqual([
        { consent, episode: family.episode, giver: family.mother, children: [family.younger] },
      ]);
      expect(JSON.stringify(said)).not.toContain('zzReasonToken');

      expect((await teacher.post(at, { by: family.mother })).etag).toBe('"2"');
      expect((await give(family.mother)).status).toBe(201);
      expect((await coverage(agencies.camhs)).covered).toBe(true);
      const { body } = await consents(teacher);
      expect(body[0]?.past).toHaveLength(1);
    });

    it('may be withdrawn by whoever else is responsible for a child, and by nobody else', async () => {
      const at = `${SHARING}/consents/${consent}/withdrawal`;
      const sibling = await teacher.post<{ code: string }>(at, { by: family.elder });
      expect([sibling.status, sibling.body.code]).toEqual([422, 'not-theirs-to-withdraw']);
      expect((await teacher.post(at, { by: family.partner })).status).toBe(200);
    });

    it('is not decided on a state that has changed, and once under one key', async () => {
      const key = { 'idempotency-key': newId() };
      const wider = { scope: { ...scope, agencies: [...scope.agencies, agencies.housing] } };
      expect((await give(family.mother, wider, { 'if-match': '"0"' })).status).toBe(412);
      const first = await give(family.mother, wider, { 'if-match': '"1"', ...key });
      const again = await give(family.mother, wider, { 'if-match': '"1"', ...key });
      expect([again.status, again.body, again.etag]).toEqual([201, first.body, '"2"']);
      const { body } = await consents(teacher);
      expect(body[0]?.past).toHaveLength(1);
    });
  });

  describe('who may consent', () => {
    const refusal = async (giver: string, more: object = {}) => {
      const { status, body } = await give(giver, more);
      return [status, body.code];
    };

    it('is whoever has parental responsibility, for the children of whom that is certain', async () => {
      await family.join();
      await agree(family.partner);
      expect((await give(family.partner)).status).toBe(201);
      const [said] = await told('consent-given');
      expect(said?.data).toMatchObject({ children: [family.younger] });
    });

    it('is not who has none, or of whom it is not known', async () => {
      const [child, episode, father, stepfather] = [newId(), newId(), newId(), newId()];
      await services.hear(
        message(
          ChildRegisteredV1,
          {
            child,
            carers: [
              { carer: father, parentalResponsibility: 'unknown' },
              { carer: stepfather, parentalResponsibility: 'no' },
            ],
          },
          { children: [child] },
        ),
        message(
          ConcernRecordedV1,
          { child, episode },
          { episode, children: [child], actor: cast.teacher },
        ),
      );
      family = { ...family, episode };
      await agree(father);
      await agree(stepfather);
      expect(await refusal(father)).toEqual([409, 'parental-responsibility-unknown']);
      expect(await refusal(stepfather)).toEqual([422, 'no-parental-responsibility']);
      expect((await agree(newId())).body.code).toBe('not-of-this-family');
      expect(await refusal(newId())).toEqual([422, 'not-of-this-family']);
    });

    it('is a competent child for itself, also before it joins', async () => {
      expect((await agree(family.elder)).status).toBe(201);
      const own = { capacity: 'competent_child', understoodBy: { ...inDari, interpreter: 'none' } };
      const given = await give(family.elder, own);
      expect(given.status).toBe(201);
      const [said] = await told('consent-given');
      expect(said?.data).toMatchObject({ giver: family.elder, children: [family.elder] });
      const withdrawn = await teacher.post<{ code: string }>(
        `${SHARING}/consents/${given.body.id}/withdrawal`,
        { by: family.mother },
      );
      expect(withdrawn.body.code).toBe('not-theirs-to-withdraw');
    });

    it('is not answered before the index has told of the child', async () => {
      const episode = newId();
      const child = newId();
      await services.hear(
        message(
          ConcernRecordedV1,
          { child, episode },
          { episode, children: [child], actor: cast.teacher },
        ),
      );
      const answer = await teacher.post<{ code: string }>(
        `${SHARING}/episodes/${episode}/participations`,
        { giver: family.mother, serviceNotConditional: true },
      );
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
        409,
        'not-yet-known',
        '1',
      ]);
    });
  });

  it('refuses a scope that says nothing, and names that nobody knows', async () => {
    await agree(family.mother);
    const code = async (more: object) => (await give(family.mother, more)).body.code;
    expect(await code({ scope: { ...scope, purposes: [] } })).toBe('no-scope');
    expect(await code({ scope: { ...scope, agencies: [newId()] } })).toBe('not-in-the-register');
    expect(await code({ exclusions: [{ practitioner: newId() }] })).toBe('not-in-the-register');
    expect(await code({ exclusions: [{}] })).toBe('one-exclusion-at-a-time');
    expect(await code({ understoodBy: { ...inDari, language: 'Dari!' } })).toBe('malformed');
    expect(await code({ scope: { ...scope, purposes: ['gossip'] } })).toBe('malformed');
  });
});
