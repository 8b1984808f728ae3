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
import { agencies, cast, message } from '@onestory/testing';
import {
  clerkOfAnotherArea,
  INDEX,
  IndexUnderTest,
  mother,
  younger,
} from '../../testing/an-index.js';

describe('the child index', () => {
  let index: IndexUnderTest;
  beforeAll(async () => {
    index = await IndexUnderTest.start();
  });
  afterAll(() => index.services.close());

  describe('the entry', () => {
    it('shows who the child is, who cares and who works with it', async () => {
      const { status, body, etag } = await index.entry(index.teacher);
      expect([status, etag]).toEqual([200, index.services.etag(`child-${index.child}`, 1n)]);
      expect(body).toEqual({
        child: index.child,
        name: younger.name,
        dateOfBirth: '2016-09-03',
        age: 9,
        gender: 'female',
        carers: [
          {
            carer: index.carer,
            name: mother.name,
            relationship: 'mother',
            parentalResponsibility: 'yes',
          },
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
      expect((await index.entry(index.teacher, index.child, '?asAt=2026-01-12')).status).toBe(404);
      expect((await index.entry(index.teacher, index.child, '?asKnown=2026-01-12')).status).toBe(
        404,
      );
      expect((await index.entry(index.teacher, index.child, '?asAt=2026-01-14')).status).toBe(200);
    });

    it('of somebody who is forgotten says so, and goes on answering', async () => {
      const id = await index.register();
      await index.involve(id, { agency: agencies.school, kind: 'school' });
      await index.services.settle();
      const identity = keyRef({ person: id as ChildId, class: 'identity' });
      await index.services.platform.keys.destroy(identity);
      const { status, body } = await index.entry(index.teacher, id);
      expect(status).toBe(200);
      expect(body).toMatchObject({ name: null, dateOfBirth: null, age: null, gender: null });
    });

    it('is the 404 of an unknown child to whoever has nothing to do with it', async () => {
      const stranger = await index.entry(index.services.as(cast.midwife));
      const unknown = await index.entry(index.services.as(cast.midwife), newId());
      expect([stranger.status, stranger.body]).toEqual([404, unknown.body]);
      const elsewhere = index.services.as(clerkOfAnotherArea);
      const school = { agency: agencies.school, kind: 'school', basis: 'duty' };
      const there = await elsewhere.post(`${INDEX}/children/${index.child}/involvements`, school);
      expect([there.status, there.body]).toEqual([404, unknown.body]);
      expect(await index.found(elsewhere, { name: 'Zoe', dateOfBirth: '2016-09-03' })).toEqual([]);
    });
  });

  describe('involvements', () => {
    it('end, at a place that the answer named', async () => {
      const id = await index.register();
      const started = await index.involve(id, {
        agency: agencies.school,
        kind: 'school',
        practitioner: cast.teacher,
      });
      const at = started.headers.get('location') ?? '';
      expect([started.status, at]).toEqual([
        201,
        expect.stringMatching(`${INDEX}/children/${id}/involvements/.{36}$`),
      ]);
      const again = await index.involve(id, {
        agency: agencies.school,
        kind: 'school',
        practitioner: cast.teacher,
      });
      expect(again.headers.get('location')).toBe(at);
      await index.services.settle();
      expect((await index.entry(index.teacher, id)).status).toBe(200);

      expect((await index.teacher.post(`${at}/end`)).status).toBe(403);
      expect((await index.clerk.post(`${at}/end`, { occurredOn: '2026-01-13' })).status).toBe(422);
      expect((await index.clerk.post(`${at}/end`)).status).toBe(200);
      await index.services.settle();
      expect((await index.entry(index.teacher, id)).status).toBe(404);
      const unknown = await index.clerk.post(`${INDEX}/children/${id}/involvements/${newId()}/end`);
      expect(unknown.status).toBe(409);
    });

    it('of sensitive services are seen nowhere', async () => {
      const id = await index.register();
      await index.involve(id, { agency: agencies.school, kind: 'school' });
      const camhs = { agency: agencies.camhs, kind: 'other_health' };
      expect((await index.involve(id, camhs)).status).toBe(422);
      const started = await index.involve(id, { ...camhs, basis: 'consent' });
      expect(started.status).toBe(201);
      await index.services.settle();
      const { body } = await index.entry(index.teacher, id);
      expect(body.involvements.map(({ kind }) => kind)).toEqual(['school']);
      expect((await index.clerk.post(`${started.headers.get('location')}/end`)).status).toBe(200);
      expect(JSON.stringify(await index.services.said('child-index'))).not.toContain(
        agencies.camhs,
      );
    });

    it('are with agencies and people of the register', async () => {
      expect((await index.involve(index.child, { agency: newId(), kind: 'school' })).status).toBe(
        422,
      );
      const elsewhere = { agency: agencies.school, kind: 'school', practitioner: cast.midwife };
      expect((await index.involve(index.child, elsewhere)).status).toBe(422);
      const unknown = await index.involve(newId(), { agency: agencies.school, kind: 'school' });
      expect(unknown.status).toBe(404);
    });
  });

  describe('help', () => {
    const episode = newId();
    let first: string;
    let sibling: string;
    const about = () => ({ episode, children: [first], subject: `episode-${episode}` });

    beforeAll(async () => {
      first = await index.register();
      sibling = await index.register({ name: { given: 'Sibling', family: 'Kartokens' } });
      for (const id of [first, sibling])
        await index.involve(id, { agency: agencies.school, kind: 'school' });
      await index.services.hear(
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
      const [one, other] = await Promise.all([
        index.entry(index.teacher, first),
        index.entry(index.teacher, sibling),
      ]);
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
      const healthVisitor = index.services.as(cast.healthVisitor);
      expect((await index.entry(healthVisitor, sibling)).status).toBe(404);
      const children = [first, sibling];
      await index.services.hear(
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
      const { status, body } = await index.entry(healthVisitor, sibling);
      expect(status).toBe(200);
      expect(body).toMatchObject({ assessmentExists: true, contact: { name: 'Claire Donnelly' } });
    });

    it('is kept from whom a giver of consent excludes: nothing to see, nobody to find', async () => {
      const assistant = index.services.as(cast.teachingAssistant);
      const typed = { name: 'Sibling Kartokens', dateOfBirth: '2016-09-03' };
      expect(await index.found(assistant, typed)).toEqual([sibling]);
      expect((await index.entry(assistant, sibling)).status).toBe(200);
      await index.services.hear(
        message(
          ConsentGivenV1,
          {
            consent: newId(),
            episode,
            giver: index.carer,
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
      expect((await index.entry(assistant, sibling)).status).toBe(404);
      expect(await index.found(assistant, typed)).toEqual([]);
      expect(await index.found(index.teacher, typed)).toEqual([sibling]);
    });
  });
});
