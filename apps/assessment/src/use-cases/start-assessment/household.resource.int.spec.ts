import {
  AssessmentStartedV1,
  ConcernRecordedV1,
  IndexSearchedV1,
  InvolvementStartedV1,
} from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { applyRelationships, relationshipsFrom, relationshipTables } from '@onestory/access';
import type { Actor } from '@onestory/access';
import { newId } from '@onestory/kernel';
import type { ChildId, Database, EpisodeId, Instant } from '@onestory/kernel';
import type { Sources } from '@onestory/service';
import { agencies, cast, message, testSchema } from '@onestory/testing';
import type { TestSchema } from '@onestory/testing';
import { householdResource } from './household.resource.js';

const colleague = newId();

describe('the household that a teacher names', () => {
  let schema: TestSchema;
  let asked = 0;
  let sources: Sources;
  const teacher = {
    id: cast.teacher,
    kind: 'person',
    agency: agencies.school,
    area: 'ashcombe',
    roles: ['practitioner'],
  } as unknown as Actor;

  const hear = (...messages: readonly PublishedEvent[]) =>
    applyRelationships(messages.flatMap(relationshipsFrom), schema.database);
  const names = (episode: EpisodeId, children: readonly ChildId[]) =>
    householdResource.load(episode, { ...sources, actor: teacher }, { children });

  const byTeacher = { actor: cast.teacher, agency: agencies.school };
  const worksWith = (child: ChildId) =>
    message(InvolvementStartedV1, { child, involvement: newId(), agency: agencies.school });
  const found = (child: ChildId) =>
    message(IndexSearchedV1, { search: newId(), found: [child] }, byTeacher);
  const concern = (child: ChildId, episode: EpisodeId, actor: string) =>
    message(
      ConcernRecordedV1,
      { concern: newId(), child, episode, agency: agencies.school, by: actor as never },
      { ...byTeacher, actor, episode },
    );

  /** An episode of the teacher's own concern about one child. */
  const concerned = async () => {
    const [episode, child] = [newId<EpisodeId>(), newId<ChildId>()];
    await hear(worksWith(child), concern(child, episode, cast.teacher));
    return { episode, child };
  };

  beforeAll(async () => {
    schema = await testSchema(relationshipTables.map((sql) => ({ sql })));
    const counting: Database = {
      schema: schema.database.schema,
      transaction: (work) => schema.database.transaction(work),
      query: (text, values) => {
        asked += 1;
        return schema.database.query(text, values);
      },
    };
    const now = () => '2026-01-19T15:00:00.000Z' as Instant;
    sources = { database: counting, area: teacher.area, now } as unknown as Sources;
  });
  afterAll(() => schema.close());

  it('is known in as many queries for many children as for two', async () => {
    const { episode, child } = await concerned();
    const others = Array.from({ length: 12 }, () => newId<ChildId>());
    await hear(
      ...others.map((it, n) => (n % 2 ? worksWith(it) : concern(it, newId(), cast.teacher))),
    );
    const queriesFor = async (children: readonly ChildId[]) => {
      asked = 0;
      expect(await names(episode, children)).toMatchObject({ children: [child, ...children] });
      return asked;
    };
    const few = await queriesFor(others.slice(0, 2));
    expect(few).toBeLessThanOrEqual(3);
    expect(await queriesFor(others)).toBe(few);
  });

  it('may have a child of the school, one that the teacher found, and one of an episode of theirs', async () => {
    const { episode, child } = await concerned();
    const [atSchool, searched, ofOther] = [newId<ChildId>(), newId<ChildId>(), newId<ChildId>()];
    const other = newId<EpisodeId>();
    await hear(
      worksWith(atSchool),
      found(searched),
      concern(newId(), other, cast.teacher),
      message(
        AssessmentStartedV1,
        { assessment: newId(), episode: other, children: [ofOther], by: colleague as never },
        { actor: colleague, episode: other },
      ),
    );
    expect(await names(episode, [atSchool, searched, ofOther])).toMatchObject({
      children: [child, atSchool, searched, ofOther],
    });
  });

  it.each<[string, () => Promise<ChildId>]>([
    ['that nobody told us of', async () => newId()],
    [
      'of an episode that is not theirs',
      async () => {
        const child = newId<ChildId>();
        await hear(concern(child, newId(), colleague));
        return child;
      },
    ],
  ])('is not there with one child %s, whoever else it names', async (_what, stranger) => {
    const { episode } = await concerned();
    const bound = newId<ChildId>();
    await hear(worksWith(bound));
    expect(await names(episode, [bound, await stranger()])).toBeUndefined();
    expect(await names(episode, [bound])).toBeDefined();
  });

  it('is not there without an episode', async () =>
    expect(await names(newId(), [newId()])).toBeUndefined());
});
