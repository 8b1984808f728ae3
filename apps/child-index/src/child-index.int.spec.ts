import {
  AssessmentCompletedV1,
  ChildrenJoinedV1,
  ConcernRecordedV1,
  ConsentGivenV1,
  InterimLeadAssignedV1,
  LeadHandedOverV1,
} from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { keyRef } from '@onestory/personal-data';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { childIndexService } from './child-index.module.js';
import type { ChildEntryView } from './read-models/child-entry/child-entry.query.js';
import type { Found } from './read-models/index-search/search-answer.query.js';

const INDEX = '/child-index';
const clerkOfAnotherArea = 'e02ebfdf-04c0-4ce3-ad81-44fc04ccef5b';

const mother = {
  name: { given: 'Mahsa', family: "O'Kartokens", aka: ['Mahsa Zabultoken'] },
  phone: '01632 960999',
  address: '1 Tokenaddress Row',
  postcode: 'ZZ1 1ZZ',
};
const younger = {
  name: { given: 'Zoë', family: 'Kartokens' },
  dateOfBirth: '2016-09-03',
  gender: 'female',
  nhsNumber: '999 000 0018',
  address: '1 Tokenaddress Row',
  postcode: 'ZZ1 1ZZ',
};
const because = { reason: 'concern_about_child', why: 'Tearful and often late (whytoken).' };

describe('the child index', () => {
  let services: ServicesUnderTest;
  let clerk: Person;
  let teacher: Person;
  let carer: string;
  let child: string;

  const search = (person: Person, typed: object, headers = {}) =>
    person.post<Found & { id: string }>(`${INDEX}/searches`, { ...typed, ...because }, headers);
  const found = async (person: Person, typed: object) => {
    const answer = await search(person, typed);
    expect(answer.status).toBe(200);
    return answer.body.found.map((it) => it.child);
  };
  const entry = (person: Person, id = child, query = '') =>
    person.get<ChildEntryView>(`${INDEX}/children/${id}${query}`);
  const register = async (more: object = {}) => {
    const carers = [{ carer, parentalResponsibility: 'yes', relationship: 'mother' }];
    const answer = await clerk.post(`${INDEX}/children`, { ...younger, carers, ...more });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      `${INDEX}/children/${answer.body.id}`,
    ]);
    return answer.body.id;
  };
  const involve = (id: string, body: object) =>
    clerk.post(`${INDEX}/children/${id}/involvements`, { basis: 'duty', ...body });

  beforeAll(async () => {
    services = await ServicesUnderTest.start([childIndexService], '2026-01-14T09:00:00Z');
    clerk = services.as(cast.indexClerk);
    teacher = services.as(cast.teacher);
    carer = (await clerk.post(`${INDEX}/carers`, mother)).body.id;
    child = await register();
    await involve(child, { agency: agencies.school, kind: 'school', occurredOn: '2025-09-01' });
    await services.settle();
  });
  afterAll(() => services.close());

  describe('registering', () => {
    it('tells others who is responsible for whom, and nothing of who they are', async () => {
      const said = await services.said('child-index');
      expect(said.map(({ type }) => type).slice(0, 3)).toEqual([
        'child-index.carer-registered.v1',
        'child-index.child-registered.v1',
        'child-index.involvement-started.v1',
      ]);
      expect(said[1]).toMatchObject({
        children: [child],
        partitionkey: child,
        data: { child, carers: [{ carer, parentalResponsibility: 'yes' }] },
      });
      expect(JSON.stringify(said)).not.toMatch(/token|2016-09-03|9990000018|960999|ZZ1/i);
    });

    it('is for the index clerk', async () => {
      const carers: object[] = [];
      expect((await teacher.post(`${INDEX}/children`, { ...younger, carers })).status).toBe(403);
      expect((await teacher.post(`${INDEX}/carers`, mother)).status).toBe(403);
    });

    it('refuses what cannot be, and says the way out', async () => {
      const carers: object[] = [];
      const post = (body: object) =>
        clerk.post<{ code: string }>(`${INDEX}/children`, { ...younger, carers, ...body });
      const stranger = { carer: newId(), parentalResponsibility: 'yes', relationship: 'mother' };
      const codes = await Promise.all(
        [
          { nhsNumber: '9990000019' },
          { noNhsNumberReason: 'new_arrival' },
          { dateOfBirth: '2026-02-01' },
          { carers: [stranger] },
        ].map(async (body) => {
          const answer = await post(body);
          return [answer.status, answer.body.code];
        }),
      );
      expect(codes).toEqual([
        [422, 'not-an-nhs-number'],
        [422, 'nhs-number-or-reason'],
        [422, 'born-in-the-future'],
        [422, 'carer-not-registered'],
      ]);
      expect((await post({ name: { given: 'Zoë' } })).status).toBe(400);
      expect((await post({ caseNotes: 'none of that here' })).status).toBe(400);
    });

    it('takes a second child with the same number: who it is, a person will say', async () => {
      const other = await register({ name: { given: 'Twin', family: 'Kartokens' } });
      const { nhsNumber, dateOfBirth } = younger;
      await services.settle();
      expect((await found(clerk, { nhsNumber, dateOfBirth })).toSorted()).toEqual(
        [child, other].toSorted(),
      );
    });
  });

  describe('registering an unborn child', () => {
    const expected = () => ({
      expectedDate: '2026-05-12',
      carers: [{ carer, parentalResponsibility: 'yes', relationship: 'mother' }],
    });

    it('is for whoever works with another child of the mother, and the child goes by her name', async () => {
      const answer = await teacher.post(`${INDEX}/unborn-children`, expected());
      expect(answer.status).toBe(201);
      await services.settle();
      const byMother = { name: 'mahsa okartokens', expectedDate: '2026-05-12' };
      const { body } = await search(teacher, byMother);
      expect(body.found).toEqual([{ child: answer.body.id, expectedDate: '2026-05-12' }]);
      expect((await entry(teacher, answer.body.id)).body).toMatchObject({
        child: answer.body.id,
        expectedDate: '2026-05-12',
        carers: [{ carer, relationship: 'mother' }],
      });
      const said = await services.said('child-index');
      expect(said.find(({ type }) => type.includes('unborn'))).toMatchObject({
        data: { child: answer.body.id, carers: [{ carer, parentalResponsibility: 'yes' }] },
      });
    });

    it('is not there for others, as for a mother whom nobody knows', async () => {
      const midwife = services.as(cast.midwife);
      const known = await midwife.post(`${INDEX}/unborn-children`, expected());
      const unknown = await midwife.post(`${INDEX}/unborn-children`, {
        ...expected(),
        carers: [{ carer: newId(), parentalResponsibility: 'yes', relationship: 'mother' }],
      });
      expect([known.status, known.body]).toEqual([404, unknown.body]);
      const motherless = await midwife.post(`${INDEX}/unborn-children`, {
        ...expected(),
        carers: [{ carer, parentalResponsibility: 'yes', relationship: 'father' }],
      });
      expect(motherless.status).toBe(422);
    });
  });

  describe('searching', () => {
    it.each([
      ['name and date of birth', { name: 'kartokens ZOE', dateOfBirth: '2016-09-03' }],
      ['name and postcode', { name: 'Zoë Kartokens', postcode: 'zz11zz' }],
      ['name and a former name of a carer', { name: 'Zoe', carerName: 'Zabultoken' }],
      ['number and date of birth', { nhsNumber: '9990000018', dateOfBirth: '2016-09-03' }],
    ])('finds by %s', async (_by, typed) => expect(await found(teacher, typed)).toContain(child));

    it.each([
      ['a part of a word', { name: 'Zo Kart', dateOfBirth: '2016-09-03' }],
      ['another date', { name: 'Zoe Kartokens', dateOfBirth: '2016-09-04' }],
      [
        'a right date beside a wrong postcode',
        { name: 'Zoe', dateOfBirth: '2016-09-03', postcode: 'ZZ9 9ZZ' },
      ],
      ["the carer's name as the child's", { name: 'Mahsa', dateOfBirth: '2016-09-03' }],
    ])('does not find by %s', async (_by, typed) =>
      expect(await found(teacher, typed)).toEqual([]),
    );

    it('needs enough to mean one child, and a reason', async () => {
      const little = await search(teacher, { name: 'Zoe' });
      expect([little.status, little.body]).toMatchObject([
        422,
        { code: 'too-little-to-search-by' },
      ]);
      const typed = { name: 'Zoe', dateOfBirth: '2016-09-03' };
      expect(
        (await teacher.post(`${INDEX}/searches`, { ...typed, ...because, why: ' ' })).status,
      ).toBe(422);
      expect((await teacher.post(`${INDEX}/searches`, typed)).status).toBe(400);
      expect((await search(services.as(cast.analyst), typed)).status).toBe(403);
    });

    it('is recorded with who was found, and answered from its event when it is repeated', async () => {
      const typed = { name: 'Zoe Kartokens', carerName: 'Mahsa' };
      const key = { 'idempotency-key': newId() };
      const first = await search(teacher, typed, key);
      await register({ name: { given: 'Zoe', family: 'Kartokens' } });
      await services.settle();
      const again = await search(teacher, typed, key);
      expect([again.status, again.body]).toEqual([200, first.body]);
      const said = (await services.said('child-index')).filter(({ type }) =>
        type.includes('searched'),
      );
      const one = said.find(({ data }) => (data as { search: string }).search === first.body.id);
      expect(one).toMatchObject({ actor: cast.teacher, data: { found: [child] } });
      expect(JSON.stringify(said)).not.toMatch(/kartoken|whytoken/i);
      expect((await found(teacher, typed)).length).toBe(2);
    });

    it('answers nobody found in the same words', async () => {
      const none = await search(teacher, { name: 'Nobody Here', dateOfBirth: '2016-09-03' });
      const some = await search(teacher, { name: 'Zoe', dateOfBirth: '2016-09-03' });
      expect(none.body).toEqual({ ...some.body, id: none.body.id, found: [] });
      expect(none.body.wayOut).toContain('ask the index office');
    });

    it('shows at most five, and says no total', async () => {
      for (let order = 1; order <= 6; order += 1)
        await register({
          name: { given: 'Manytoken', family: 'Sextuplet' },
          multipleBirth: { order, of: 6 },
        });
      await services.settle();
      const { body } = await search(teacher, { name: 'Manytoken', dateOfBirth: '2016-09-03' });
      expect(body.found).toHaveLength(5);
      expect(Object.keys(body).toSorted()).toEqual(['found', 'id', 'revision', 'wayOut']);
    });

    it('opens the entry to the searcher, and to nobody else', async () => {
      const healthVisitor = services.as(cast.healthVisitor);
      expect((await entry(healthVisitor)).status).toBe(404);
      await found(healthVisitor, { name: 'Zoe', dateOfBirth: '2016-09-03' });
      await services.settle();
      expect((await entry(healthVisitor)).status).toBe(200);
      expect((await entry(services.as(cast.midwife))).status).toBe(404);
    });
  });

  describe('the entry', () => {
    it('shows who the child is, who cares and who works with it', async () => {
      const { status, body, etag } = await entry(teacher);
      expect([status, etag]).toEqual([200, '"1"']);
      expect(body).toEqual({
        child,
        name: younger.name,
        dateOfBirth: '2016-09-03',
        age: 9,
        gender: 'female',
        carers: [
          { carer, name: mother.name, relationship: 'mother', parentalResponsibility: 'yes' },
        ],
        involvements: [
          {
            involvement: expect.any(String),
            agency: { id: agencies.school, name: 'Mill Lane Primary School' },
            kind: 'school',
            since: '2025-09-01',
          },
        ],
        assessmentExists: false,
        contact: null,
      });
    });

    it('is as it was, and as it was known', async () => {
      expect((await entry(teacher, child, '?asAt=2026-01-12')).status).toBe(404);
      expect((await entry(teacher, child, '?asKnown=2026-01-12')).status).toBe(404);
      expect((await entry(teacher, child, '?asAt=2026-01-14')).status).toBe(200);
    });

    it('of somebody who is forgotten says so, and goes on answering', async () => {
      const id = await register();
      await involve(id, { agency: agencies.school, kind: 'school' });
      await services.settle();
      const identity = keyRef({ person: id as ChildId, class: 'identity' });
      await services.platform.keys.destroy(identity);
      const { status, body } = await entry(teacher, id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ name: null, dateOfBirth: null, age: null, gender: null });
    });

    it('is the 404 of an unknown child to whoever has nothing to do with it', async () => {
      const stranger = await entry(services.as(cast.midwife));
      const unknown = await entry(services.as(cast.midwife), newId());
      expect([stranger.status, stranger.body]).toEqual([404, unknown.body]);
      const elsewhere = services.as(clerkOfAnotherArea);
      const school = { agency: agencies.school, kind: 'school', basis: 'duty' };
      const there = await elsewhere.post(`${INDEX}/children/${child}/involvements`, school);
      expect([there.status, there.body]).toEqual([404, unknown.body]);
      expect(await found(elsewhere, { name: 'Zoe', dateOfBirth: '2016-09-03' })).toEqual([]);
    });
  });

  describe('involvements', () => {
    it('end, at a place that the answer named', async () => {
      const id = await register();
      const started = await involve(id, {
        agency: agencies.school,
        kind: 'school',
        practitioner: cast.teacher,
      });
      const at = started.headers.get('location') ?? '';
      expect([started.status, at]).toEqual([
        201,
        expect.stringMatching(`${INDEX}/children/${id}/involvements/.{36}$`),
      ]);
      const again = await involve(id, {
        agency: agencies.school,
        kind: 'school',
        practitioner: cast.teacher,
      });
      expect(again.headers.get('location')).toBe(at);
      await services.settle();
      expect((await entry(teacher, id)).status).toBe(200);

      expect((await teacher.post(`${at}/end`)).status).toBe(403);
      expect((await clerk.post(`${at}/end`, { occurredOn: '2026-01-13' })).status).toBe(422);
      expect((await clerk.post(`${at}/end`)).status).toBe(200);
      await services.settle();
      expect((await entry(teacher, id)).status).toBe(404);
      const unknown = await clerk.post(`${INDEX}/children/${id}/involvements/${newId()}/end`);
      expect(unknown.status).toBe(409);
    });

    it('of sensitive services are seen nowhere', async () => {
      const id = await register();
      await involve(id, { agency: agencies.school, kind: 'school' });
      const camhs = { agency: agencies.camhs, kind: 'other_health' };
      expect((await involve(id, camhs)).status).toBe(422);
      const started = await involve(id, { ...camhs, basis: 'consent' });
      expect(started.status).toBe(201);
      await services.settle();
      const { body } = await entry(teacher, id);
      expect(body.involvements.map(({ kind }) => kind)).toEqual(['school']);
      expect((await clerk.post(`${started.headers.get('location')}/end`)).status).toBe(200);
      expect(JSON.stringify(await services.said('child-index'))).not.toContain(agencies.camhs);
    });

    it('are with agencies and people of the register', async () => {
      expect((await involve(child, { agency: newId(), kind: 'school' })).status).toBe(422);
      const elsewhere = { agency: agencies.school, kind: 'school', practitioner: cast.midwife };
      expect((await involve(child, elsewhere)).status).toBe(422);
      const unknown = await involve(newId(), { agency: agencies.school, kind: 'school' });
      expect(unknown.status).toBe(404);
    });
  });

  describe('help', () => {
    const episode = newId();
    let first: string;
    let sibling: string;
    const about = () => ({ episode, children: [first], subject: `episode-${episode}` });

    beforeAll(async () => {
      first = await register();
      sibling = await register({ name: { given: 'Sibling', family: 'Kartokens' } });
      for (const id of [first, sibling])
        await involve(id, { agency: agencies.school, kind: 'school' });
      await services.hear(
        message(ConcernRecordedV1, { child: first, episode }, { ...about(), actor: cast.teacher }),
        message(
          InterimLeadAssignedV1,
          { episode, lead: cast.teacher, leadAgency: agencies.school },
          about(),
        ),
        message(ChildrenJoinedV1, { episode, children: [sibling] }, about()),
      );
    });

    it('has a contact, for those who join later too: who leads, at work', async () => {
      const [one, other] = await Promise.all([entry(teacher, first), entry(teacher, sibling)]);
      expect(one.body.contact).toEqual({
        name: 'Helen Marsh',
        jobTitle: 'Class teacher',
        agency: { id: agencies.school, name: 'Mill Lane Primary School' },
        phone: '01632 960101',
        email: 'helen.marsh@ashcombe.example',
      });
      expect(other.body.contact).toEqual(one.body.contact);
    });

    it('shows that an assessment exists, and who leads now; the lead sees the entry', async () => {
      const healthVisitor = services.as(cast.healthVisitor);
      expect((await entry(healthVisitor, sibling)).status).toBe(404);
      const children = [first, sibling];
      await services.hear(
        message(
          AssessmentCompletedV1,
          {
            assessment: newId(),
            episode,
            children,
            version: 1,
            needs: 3,
            strengths: 2,
            by: cast.teacher,
          },
          { episode, children },
        ),
        message(
          LeadHandedOverV1,
          {
            episode,
            from: cast.teacher,
            to: cast.healthVisitor,
            toAgency: agencies.healthTrust,
          },
          { ...about(), children, sequence: '1'.padStart(20, '0') },
        ),
      );
      const { status, body } = await entry(healthVisitor, sibling);
      expect(status).toBe(200);
      expect(body).toMatchObject({ assessmentExists: true, contact: { name: 'Claire Donnelly' } });
    });

    it('is kept from whom a giver of consent excludes: nothing to see, nobody to find', async () => {
      const assistant = services.as(cast.teachingAssistant);
      const typed = { name: 'Sibling Kartokens', dateOfBirth: '2016-09-03' };
      expect(await found(assistant, typed)).toEqual([sibling]);
      expect((await entry(assistant, sibling)).status).toBe(200);
      await services.hear(
        message(
          ConsentGivenV1,
          {
            consent: newId(),
            episode,
            giver: carer,
            children: [first],
            capacity: 'parental_responsibility',
            purposes: ['assessment'],
            agencies: [agencies.school],
            panelAgencies: [],
            excluded: [cast.teachingAssistant],
          },
          { episode, children: [first] },
        ),
      );
      expect((await entry(assistant, sibling)).status).toBe(404);
      expect(await found(assistant, typed)).toEqual([]);
      expect(await found(teacher, typed)).toEqual([sibling]);
    });
  });
});
