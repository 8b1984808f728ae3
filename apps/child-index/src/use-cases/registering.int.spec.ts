import { newId } from '@onestory/kernel';
import { cast } from '@onestory/testing';
import { INDEX, IndexUnderTest, mother, younger } from '../testing/an-index.js';

describe('the child index', () => {
  let index: IndexUnderTest;
  beforeAll(async () => {
    index = await IndexUnderTest.start();
  });
  afterAll(() => index.services.close());

  describe('registering', () => {
    it('tells others who is responsible for whom, and nothing of who they are', async () => {
      const said = await index.services.said('child-index');
      const types = said.map(({ type }) => type).toSorted();
      expect(types).toEqual([
        'child-index.carer-registered.v1',
        'child-index.child-registered.v1',
        'child-index.involvement-started.v1',
      ]);
      expect(said.find(({ type }) => type === types[1])).toMatchObject({
        children: [index.child],
        partitionkey: index.child,
        data: {
          child: index.child,
          carers: [{ carer: index.carer, parentalResponsibility: 'yes' }],
        },
      });
      expect(JSON.stringify(said)).not.toMatch(/token|2016-09-03|9990000018|960999|ZZ1/i);
    });

    it('is for the index clerk', async () => {
      const carers: object[] = [];
      expect((await index.teacher.post(`${INDEX}/children`, { ...younger, carers })).status).toBe(
        403,
      );
      expect((await index.teacher.post(`${INDEX}/carers`, mother)).status).toBe(403);
    });

    it('notes nobody as 16 who is not, and tells others of it without the birthday', async () => {
      const { nhsNumber: _hers, ...elder } = { ...younger, dateOfBirth: '2009-06-02' };
      const unknown = { noNhsNumberReason: 'not_known_yet', carers: [] };
      const { body } = await index.clerk.post(`${INDEX}/children`, { ...elder, ...unknown });
      const note = (child: string) =>
        index.clerk.post<{ code: string }>(`${INDEX}/children/${child}/sixteenth-birthday`);
      expect((await note(index.child)).body.code).toBe('not-sixteen');
      expect((await note(body.id)).status).toBe(200);
      const said = await index.services.said('child-index');
      const noted = said.filter(({ type }) => type === 'child-index.turned-sixteen.v1');
      expect(noted.map(({ data }) => data)).toEqual([{ child: body.id }]);
    });

    it('refuses what cannot be, and says the way out', async () => {
      const carers: object[] = [];
      const post = (body: object) =>
        index.clerk.post<{ code: string }>(`${INDEX}/children`, { ...younger, carers, ...body });
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
      const other = await index.register({ name: { given: 'Twin', family: 'Kartokens' } });
      const { nhsNumber, dateOfBirth } = younger;
      await index.services.settle();
      expect((await index.found(index.clerk, { nhsNumber, dateOfBirth })).toSorted()).toEqual(
        [index.child, other].toSorted(),
      );
    });
  });

  describe('registering an unborn child', () => {
    const expected = () => ({
      expectedDate: '2026-05-12',
      carers: [{ carer: index.carer, parentalResponsibility: 'yes', relationship: 'mother' }],
    });

    it('is for whoever works with another child of the mother, and the child goes by her name', async () => {
      const answer = await index.teacher.post(`${INDEX}/unborn-children`, expected());
      expect(answer.status).toBe(201);
      expect((await index.entry(index.teacher, answer.body.id)).status).toBe(200);
      await index.services.settle();
      const byMother = { name: 'mahsa okartokens', expectedDate: '2026-05-12' };
      const { body } = await index.search(index.teacher, byMother);
      expect(body.found).toEqual([{ child: answer.body.id, expectedDate: '2026-05-12' }]);
      expect((await index.entry(index.teacher, answer.body.id)).body).toMatchObject({
        child: answer.body.id,
        expectedDate: '2026-05-12',
        carers: [{ carer: index.carer, relationship: 'mother' }],
      });
      const said = await index.services.said('child-index');
      expect(said.find(({ type }) => type.includes('unborn'))).toMatchObject({
        data: {
          child: answer.body.id,
          carers: [{ carer: index.carer, parentalResponsibility: 'yes' }],
        },
      });
    });

    it('is not there for others, as for a mother whom nobody knows', async () => {
      const midwife = index.services.as(cast.midwife);
      const known = await midwife.post(`${INDEX}/unborn-children`, expected());
      const unknown = await midwife.post(`${INDEX}/unborn-children`, {
        ...expected(),
        carers: [{ carer: newId(), parentalResponsibility: 'yes', relationship: 'mother' }],
      });
      expect([known.status, known.body]).toEqual([404, unknown.body]);
      const motherless = await midwife.post(`${INDEX}/unborn-children`, {
        ...expected(),
        carers: [{ carer: index.carer, parentalResponsibility: 'yes', relationship: 'father' }],
      });
      expect(motherless.status).toBe(422);
    });
  });
});
