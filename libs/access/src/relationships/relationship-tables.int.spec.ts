import pg from 'pg';
import { idFrom, instant } from '@onestory/kernel';
import type { AgencyId, AreaId, ChildId, Database, EpisodeId } from '@onestory/kernel';
import type { PublishedEvent } from '@onestory/contracts';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import { childrenOf, episodesOf } from './memberships.js';
import { readAllRelationships, readRelationships } from './reading-relationships.js';
import { applyRelationships, relationshipTables } from './relationship-tables.js';
import type { Relationships } from '../deciding/relations.js';
import { relationshipsFrom } from './relationships.js';
import { ashcombe, brackenfield, child, episode, sibling } from '../testing/cases.js';
import { published } from '../testing/published.js';
import {
  brother,
  byTeacher,
  cousin,
  day,
  healthVisitor,
  practice,
  school,
  story,
  teacher,
  today,
} from '../testing/story.js';

describe('relationships, as a service keeps them', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const sql: Database = {
    schema: 'public',
    query: async (text, values) => (await pool.query(text, values as unknown[])).rows,
    transaction: (work) => work(sql),
  };
  const hear = (events: readonly PublishedEvent[]) =>
    applyRelationships(events.flatMap(relationshipsFrom), sql);
  const known = (as: { episode?: EpisodeId; children?: readonly ChildId[] } = {}, at = today) =>
    readRelationships({ area: ashcombe, children: [child, sibling], episode, at, ...as }, sql);
  const sorted = async (asked = known()) => {
    const { involved, found, referred, recorders, team, barred, ...rest } = await asked;
    const lists = { involved, found, referred, recorders, team, barred };
    const inOrder = Object.entries(lists).map(([name, list]) => [
      name,
      [...list].map((it) => JSON.stringify(it)).toSorted(),
    ]);
    return { ...rest, ...Object.fromEntries(inOrder) };
  };

  beforeAll(async () => {
    database = await testDatabase();
    pool = new pg.Pool({ ...database.connectionOptions, max: 2 });
    for (const statement of [...relationshipTables, ...relationshipTables])
      await pool.query(statement);
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });
  beforeEach(() => pool.query('truncate relationship_v1'));

  it('are what the story says', async () => {
    await hear(story);
    const now = await known();
    expect(now).toMatchObject({ episode, lead: healthVisitor, team: [healthVisitor] });
    expect(now.involved).toEqual([{ child, agency: school }]);
    expect(now.recorders).toEqual([teacher]);
    expect(new Set(now.found)).toEqual(
      new Set([
        { child, actor: teacher },
        { child: sibling, actor: teacher },
      ]),
    );
    expect(new Set(now.barred)).toEqual(new Set([brother, cousin]));
    expect(new Set(await childrenOf(ashcombe, episode, sql))).toEqual(new Set([child, sibling]));
    expect(await episodesOf(ashcombe, sibling, sql)).toEqual([episode]);
  });

  it('are those of the time that is asked for', async () => {
    await hear(story);
    const then = await known({}, day('2026-01-31'));
    expect(then.lead).toBe(teacher);
    expect(then.team).toEqual([]);
    expect(new Set(then.involved.map(({ agency }) => agency))).toEqual(new Set([school, practice]));
    expect(await known({}, day('2026-01-01'))).toEqual({
      episode,
      involved: [],
      found: [],
      referred: [],
      recorders: [],
      team: [],
      barred: [],
    });
  });

  it('of a service that is asked for a child hold until the referral is closed, each by itself', async () => {
    const sent = (referral: string, to: AgencyId, revision = 0) =>
      published('referral.referral-sent.v1', { referral, children: [child], to }, { revision });
    const [first, second] = [idFrom('first referral'), idFrom('second referral')];
    const declined = published(
      'referral.referral-declined.v1',
      { referral: first, children: [child] },
      byTeacher('03-01', 3),
    );
    await hear([declined, sent(first, practice), sent(second, practice), sent(second, school, 1)]);
    expect((await known({}, day('2026-02-28'))).referred).toHaveLength(2);
    expect((await known()).referred).toEqual([{ child, agency: school }]);
    expect((await known({ children: [sibling] })).referred).toEqual([]);
  });

  it('do not depend on the order in which topics arrive, nor on repetitions', async () => {
    await hear(story);
    const rebuilt = await sorted();
    let seed = 20260113;
    const random = (below: number): number =>
      (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let run = 0; run < 40; run += 1) {
      await pool.query('truncate relationship_v1');
      const left = [...story, ...story.slice(0, random(story.length))];
      while (left.length > 0) {
        const batch = Array.from({ length: 1 + random(4) }, () =>
          left.splice(random(left.length), 1),
        ).flat();
        await hear(batch);
      }
      expect(await sorted()).toEqual(rebuilt);
    }
  });

  it('may all be repeated within one batch', async () => {
    await hear([...story, ...story]);
    expect((await known()).involved).toEqual([{ child, agency: school }]);
  });

  it('that many messages say are one row, that of the earliest, in whatever order they come', async () => {
    const search = (day: string) =>
      published('child-index.index-searched.v1', { found: [child] }, byTeacher(day));
    const searches = ['01-20', '01-14', '02-03', '01-16'].map(search);
    await hear(searches.slice(0, 1));
    await hear(searches.slice(1));
    await hear(searches);
    const { rows } = await pool.query<{ message: string }>('select message from relationship_v1');
    expect(rows).toEqual([{ message: searches[1]!.id }]);
    expect((await known({}, day('2026-01-14'))).found).toEqual([{ child, actor: teacher }]);
    expect((await known({}, day('2026-01-13'))).found).toEqual([]);
  });

  it('kept by an earlier version, row for row, are reduced to the earliest', async () => {
    await pool.query('drop index relationship_v1_once');
    const add = (message: string, kind: string, since: string) =>
      pool.query(
        `insert into relationship_v1 values ($1::uuid, 0, $2, $3, $4, $1::text, $5, 0, $6)`,
        [message, ashcombe, kind, child, teacher, since],
      );
    const [first, again, involved] = [idFrom('first look'), idFrom('again'), idFrom('involved')];
    await add(again, 'found', '2026-01-20T09:00:00Z');
    await add(first, 'found', '2026-01-14T09:00:00Z');
    await add(involved, 'involved', '2026-01-20T09:00:00Z');
    for (const statement of relationshipTables.slice(4)) await pool.query(statement);
    const { rows } = await pool.query<{ message: string }>('select message from relationship_v1');
    expect(new Set(rows.map(({ message }) => message))).toEqual(new Set([first, involved]));
  });

  it('of another area are not seen', async () => {
    await hear(story);
    const elsewhere = await readRelationships(
      { area: brackenfield, children: [child], episode, at: today },
      sql,
    );
    expect(elsewhere).toMatchObject({ involved: [], found: [], recorders: [], barred: [] });
    expect(await childrenOf(brackenfield as AreaId, episode, sql)).toEqual([]);
  });

  it('with a child alone bring the bars of its episodes, and no role in them', async () => {
    await hear(story);
    const { episode: _, ...asked } = { episode, children: [sibling] };
    const ofChild = await readRelationships({ area: ashcombe, at: today, ...asked }, sql);
    expect(new Set(ofChild.barred)).toEqual(new Set([brother, cousin]));
    expect(ofChild).toMatchObject({ recorders: [], team: [] });
    expect(ofChild.lead).toBeUndefined();
  });

  it('of several are read together, each as if it were read alone', async () => {
    const another: EpisodeId = idFrom('episode of another household');
    const neighbour: ChildId = idFrom('child of another household');
    await hear([
      ...story,
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
    ]);
    const asked = [
      { children: [child, sibling], episode },
      { children: [neighbour], episode: another },
      { children: [neighbour] },
      { children: [sibling] },
      { children: [], episode },
      { children: [neighbour, child], episode: another },
    ];
    const of = { area: ashcombe, at: today };
    const alone = await Promise.all(
      asked.map((about) => readRelationships({ ...of, ...about }, sql)),
    );
    const read = await readAllRelationships(of, asked, sql);
    expect(read.map((it) => it.of)).toEqual(asked);
    const together = read.map(({ relationships }) => relationships);
    const unordered = (all: readonly Relationships[]) =>
      all.map((it) => Object.entries(it).map(([name, held]) => [name, new Set([held].flat())]));
    expect(unordered(together)).toEqual(unordered(alone));
    expect(together.map(({ barred }) => barred.includes(teacher))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(await readAllRelationships(of, [], sql)).toEqual([]);
  });

  it('bind at once when people date them a minute ahead', async () => {
    await hear([
      published(
        'assessment.concern-recorded.v1',
        { child, episode },
        { time: '2026-03-05T12:01:00.000Z', actor: teacher },
      ),
    ]);
    expect((await known({}, instant('2026-03-05T12:00:00Z'))).recorders).toEqual([teacher]);
    expect((await known({}, instant('2026-03-05T11:59:59Z'))).recorders).toEqual([]);
  });
});
