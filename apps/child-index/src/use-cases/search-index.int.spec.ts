import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { keyRef } from '@onestory/personal-data';
import { cast } from '@onestory/testing';
import { because, INDEX, IndexUnderTest } from '../testing/an-index.js';

describe('the child index', () => {
  let index: IndexUnderTest;
  beforeAll(async () => {
    index = await IndexUnderTest.start();
  });
  afterAll(() => index.services.close());

  describe('searching', () => {
    it.each([
      ['name and date of birth', { name: 'kartokens ZOE', dateOfBirth: '2016-09-03' }],
      ['name and postcode', { name: 'Zoë Kartokens', postcode: 'zz11zz' }],
      ['name and a former name of a carer', { name: 'Zoe', carerName: 'Zabultoken' }],
      ['number and date of birth', { nhsNumber: '9990000018', dateOfBirth: '2016-09-03' }],
    ])('finds by %s', async (_by, typed) =>
      expect(await index.found(index.teacher, typed)).toContain(index.child),
    );

    it.each([
      ['a part of a word', { name: 'Zo Kart', dateOfBirth: '2016-09-03' }],
      ['another date', { name: 'Zoe Kartokens', dateOfBirth: '2016-09-04' }],
      [
        'a right date beside a wrong postcode',
        { name: 'Zoe', dateOfBirth: '2016-09-03', postcode: 'ZZ9 9ZZ' },
      ],
      ["the carer's name as the child's", { name: 'Mahsa', dateOfBirth: '2016-09-03' }],
    ])('does not find by %s', async (_by, typed) =>
      expect(await index.found(index.teacher, typed)).toEqual([]),
    );

    it('needs enough to mean one child, and a reason', async () => {
      const little = await index.search(index.teacher, { name: 'Zoe' });
      expect([little.status, little.body]).toMatchObject([
        422,
        { code: 'too-little-to-search-by' },
      ]);
      const typed = { name: 'Zoe', dateOfBirth: '2016-09-03' };
      expect(
        (await index.teacher.post(`${INDEX}/searches`, { ...typed, ...because, why: ' ' })).status,
      ).toBe(422);
      expect((await index.teacher.post(`${INDEX}/searches`, typed)).status).toBe(400);
      expect((await index.search(index.services.as(cast.analyst), typed)).status).toBe(403);
    });

    it('is recorded with who was found, and answered from its event when it is repeated', async () => {
      const typed = { name: 'Zoe Kartokens', carerName: 'Mahsa' };
      const key = { 'idempotency-key': newId() };
      const first = await index.search(index.teacher, typed, key);
      await index.register({ name: { given: 'Zoe', family: 'Kartokens' } });
      await index.services.settle();
      const again = await index.search(index.teacher, typed, key);
      expect([again.status, again.body]).toEqual([200, first.body]);
      const said = (await index.services.said('child-index')).filter(({ type }) =>
        type.includes('searched'),
      );
      const one = said.find(({ data }) => (data as { search: string }).search === first.body.id);
      expect(one).toMatchObject({ actor: cast.teacher, data: { found: [index.child] } });
      expect(JSON.stringify(said)).not.toMatch(/kartoken|whytoken/i);
      expect((await index.found(index.teacher, typed)).length).toBe(2);
    });

    it('answers nobody found in the same words', async () => {
      const none = await index.search(index.teacher, {
        name: 'Nobody Here',
        dateOfBirth: '2016-09-03',
      });
      const some = await index.search(index.teacher, { name: 'Zoe', dateOfBirth: '2016-09-03' });
      expect(none.body).toEqual({ ...some.body, id: none.body.id, found: [] });
      expect(none.body.wayOut).toContain('ask the index office');
    });

    it('shows at most five, and says no total', async () => {
      for (let order = 1; order <= 6; order += 1)
        await index.register({
          name: { given: 'Manytoken', family: 'Sextuplet' },
          multipleBirth: { order, of: 6 },
        });
      await index.services.settle();
      const { body } = await index.search(index.teacher, {
        name: 'Manytoken',
        dateOfBirth: '2016-09-03',
      });
      expect(body.found).toHaveLength(5);
      expect(Object.keys(body).toSorted()).toEqual(['found', 'id', 'wayOut']);
    });

    it('opens the entry to the searcher, and to nobody else', async () => {
      const healthVisitor = index.services.as(cast.healthVisitor);
      expect((await index.entry(healthVisitor)).status).toBe(404);
      await index.found(healthVisitor, { name: 'Zoe', dateOfBirth: '2016-09-03' });
      await index.services.settle();
      expect((await index.entry(healthVisitor)).status).toBe(200);
      expect((await index.entry(index.services.as(cast.midwife))).status).toBe(404);
    });

    it('says what the events say; whoever is forgotten is left out of a rebuild', async () => {
      const id = await index.register();
      expect(await index.changedByRebuild()).toEqual({});
      await index.services.platform.keys.destroy(
        keyRef({ person: id as ChildId, class: 'identity' }),
      );
      expect(await index.changedByRebuild()).toEqual({
        index_carer_v1: 1,
        index_entry_v1: 1,
        index_name_v1: 1,
      });
    });
  });
});
