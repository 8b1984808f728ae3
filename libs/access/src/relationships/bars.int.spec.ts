import pg from 'pg';
import { idFrom, instant } from '@onestory/kernel';
import type { ActorId, ChildId, Database, EpisodeId } from '@onestory/kernel';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import { barsAlone, readBars } from './bars.js';
import { readRelationships } from './reading-relationships.js';
import { applyRelationships, relationshipTables } from './relationship-tables.js';
import { relationshipsFrom } from './relationships.js';
import { ashcombe, brackenfield, child, episode, sibling } from '../testing/cases.js';
import { published } from '../testing/published.js';
import {
  brother,
  byTeacher,
  cousin,
  mothersConsent,
  story,
  teacher,
  today,
} from '../testing/story.js';

const another: EpisodeId = idFrom('episode of another household');
const neighbour: ChildId = idFrom('child of another household');
const elsewhere = [
  published(
    'assessment.concern-recorded.v1',
    { child: neighbour, episode: another },
    byTeacher('02-01'),
  ),
  published(
    'information-sharing.consent-given.v1',
    { consent: idFrom('their consent'), episode: another, excluded: [teacher] },
    byTeacher('02-02', 1),
  ),
];
const consentAgain = (excluded: readonly string[]) =>
  published(
    'information-sharing.consent-given.v1',
    { consent: mothersConsent, episode, excluded },
    byTeacher('03-01', 2),
  );

describe('a bar', () => {
  let testing: TestDatabase;
  let pool: pg.Pool;
  let statements = 0;
  const database: Database = {
    schema: 'public',
    query: async (text, values) => {
      statements += 1;
      return (await pool.query(text, values as unknown[])).rows;
    },
    transaction: (work) => work(database),
  };
  const hear = (events: Parameters<typeof relationshipsFrom>[0][]) =>
    applyRelationships(events.flatMap(relationshipsFrom), database);
  const barsOn = (actor: ActorId, at = today) => readBars({ area: ashcombe, actor, at }, database);

  beforeAll(async () => {
    testing = await testDatabase();
    pool = new pg.Pool({ ...testing.connectionOptions, max: 2 });
    for (const statement of relationshipTables) await pool.query(statement);
  });
  afterAll(async () => {
    await pool.end();
    await testing.close();
  });
  beforeEach(() => pool.query('truncate relationship_v1'));

  it('keeps a person from the episode and from the children who have been its members', async () => {
    await hear([...story, ...elsewhere]);
    expect(await barsOn(brother)).toEqual({
      actor: brother,
      episodes: new Set([episode]),
      children: new Set([child, sibling]),
    });
    expect((await barsOn(teacher)).children).toEqual(new Set([neighbour]));
  });

  it('holds in its area, from when it was given', async () => {
    await hear([...story]);
    const there = await readBars({ area: brackenfield, actor: brother, at: today }, database);
    expect(there.episodes.size).toBe(0);
    expect((await barsOn(brother, instant('2026-01-15T12:00:00Z'))).episodes.size).toBe(0);
  });

  it('stays when the consent is withdrawn', async () => {
    const withdrawn = published(
      'information-sharing.consent-withdrawn.v1',
      { consent: mothersConsent, episode },
      byTeacher('03-01', 2),
    );
    await hear([...story, withdrawn]);
    expect((await barsOn(brother)).episodes).toEqual(new Set([episode]));
  });

  it('is lifted by the consent that its giver gives without it, and not by that of somebody else', async () => {
    await hear([consentAgain([brother]), ...story]);
    expect((await barsOn(brother)).episodes.size).toBe(1);
    expect((await barsOn(cousin)).episodes.size).toBe(0);
  });

  it('is the same whether it is asked of the person or of the thing', async () => {
    await hear([...story, ...elsewhere, consentAgain([cousin])]);
    const things = [
      { children: [child, sibling], episode },
      { children: [sibling] },
      { children: [neighbour], episode: another },
      { children: [neighbour, child] },
      { children: [], episode },
    ];
    for (const actor of [brother, cousin, teacher])
      for (const about of things) {
        const { barred } = await readRelationships(
          { area: ashcombe, at: today, ...about },
          database,
        );
        const { barred: alone } = barsAlone(await barsOn(actor), about);
        expect(alone).toEqual(barred.includes(actor) ? [actor] : []);
      }
  });

  it('is asked of many at once in one statement', async () => {
    await hear([...story]);
    statements = 0;
    const asked = [brother, teacher, cousin].map((actor) => barsOn(actor));
    expect((await Promise.all(asked)).map(({ episodes }) => episodes.size)).toEqual([1, 0, 1]);
    expect(statements).toBe(1);
  });
});
