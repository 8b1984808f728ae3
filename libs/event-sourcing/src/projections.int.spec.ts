import { idFrom, newId, realTime } from '@onestory/kernel';
import type { AnyFact, Sql } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import { testSchema } from '@onestory/testing';
import type { TestSchema } from '@onestory/testing';
import { InMemoryEventStore } from './adapters/in-memory/index.js';
import type { Told } from './codec.js';
import { inContext } from './context.js';
import { projectionTables } from './projection-tables.js';
import { ProjectionRunner, projectUpToNow } from './projections.js';
import type { Projector } from './projections.js';
import { Streams } from './streams.js';
import { aCommand, letterHistory, SpecClock, write } from './testing/letters.js';

const tables = [
  ...projectionTables,
  {
    sql: 'create table letter_v1 (stream text, revision bigint, words text, primary key (stream, revision))',
  },
];

class Letters implements Projector {
  readonly name = 'letter_v1';
  readonly codecs = [letterHistory().codec];
  /** Words that cannot be handled, for now. */
  poison = 'nothing';
  batches: number[] = [];

  async project(batch: readonly Told<AnyFact>[], sql: Sql): Promise<void> {
    this.batches.push(batch.length);
    const words = batch.map(({ data }) => (data as { words: string }).words);
    if (words.includes(this.poison)) throw new Error('this letter cannot be read');
    await sql.query(
      'insert into letter_v1 select * from unnest($1::text[], $2::bigint[], $3::text[])',
      [batch.map(({ stream }) => stream), batch.map(({ revision }) => revision.toString()), words],
    );
  }
}

describe('a projection', () => {
  let schema: TestSchema;
  const store = new InMemoryEventStore();
  const keys = new InMemoryKeyStore();
  const streams = new Streams({ store, keys, clock: new SpecClock() }, letterHistory());
  const running: ProjectionRunner[] = [];

  const runner = (projector: Projector = new Letters()) => {
    const made = new ProjectionRunner(
      { store, keys, database: schema.database, time: realTime },
      projector,
    );
    running.push(made);
    made.start();
    return made;
  };
  const say = async (id: string, words: string) =>
    (await inContext(aCommand(), () => streams.decide(id, write(words)))).position!;
  const rows = async (id: string) =>
    (
      await schema.database.query<{ words: string }>(
        'select words from letter_v1 where stream = $1 order by revision',
        [`letter-${id}`],
      )
    ).map(({ words }) => words);

  beforeAll(async () => {
    schema = await testSchema(tables);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((it) => it.stop()));
  });
  afterAll(() => schema.close());

  it('shows what was written to those who name its position', async () => {
    const id = newId();
    const projection = runner();
    const position = await say(id, 'hello');
    expect(await projection.waitFor(position, 2000)).toBe(true);
    expect(await rows(id)).toEqual(['hello']);
    expect(await projection.lag()).toMatchObject({ ageMs: 0, parked: 0, caughtUp: true });
  });

  it('does not keep those waiting for ever who name what is not there', async () => {
    const projection = runner();
    const never = '9'.repeat(20) as Awaited<ReturnType<typeof say>>;
    expect(await projection.waitFor(never, 30)).toBe(false);
  });

  it('goes on from its checkpoint: nothing twice, nothing missed', async () => {
    const id = newId();
    const first = runner();
    await first.waitFor(await say(id, 'a'), 2000);
    await first.stop();
    const position = await say(id, 'b');
    await runner().waitFor(position, 2000);
    expect(await rows(id)).toEqual(['a', 'b']);
  });

  it('is fenced: of two runners only the later one writes', async () => {
    const id = newId();
    const first = runner();
    await first.waitFor(await say(id, 'a'), 2000);
    const second = runner();
    await second.waitFor(await say(id, 'b'), 2000);
    expect(await second.waitFor(await say(id, 'c'), 2000)).toBe(true);
    expect(await rows(id)).toEqual(['a', 'b', 'c']);
    while (!(await first.lag()).stopped) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await first.lag()).stopped).toMatch(/Another process runs this projection/);
  });

  it('parks only the sequence that it cannot handle, and an operator replays it in order', async () => {
    const [ill, well] = [newId(), newId()];
    const projector = new Letters();
    projector.poison = 'unreadable';
    const projection = runner(projector);
    await say(ill, 'unreadable');
    await say(ill, 'queues behind it');
    const position = await say(well, 'flows');
    expect(await projection.waitFor(position, 5000)).toBe(true);
    expect(await rows(well)).toEqual(['flows']);
    expect(await rows(ill)).toEqual([]);
    expect(projection.isParked([`letter-${ill}`])).toBe(true);
    expect(await projection.parked()).toMatchObject([
      { key: `letter-${ill}`, events: 2, cause: 'Error', attempts: 5 },
    ]);
    expect(await projection.replay(`letter-${ill}`)).toBe(false);
    projector.poison = 'nothing';
    expect(await projection.replay(`letter-${ill}`)).toBe(true);
    expect(await rows(ill)).toEqual(['unreadable', 'queues behind it']);
    expect(projection.isParked([`letter-${ill}`])).toBe(false);
  });

  it('stands still before what a newer version wrote, says which, and skips nothing', async () => {
    const other = await testSchema(tables);
    const store = new InMemoryEventStore();
    const newer = letterHistory({ LetterWritten: [(old: object) => old] });
    const ahead = new Streams({ store, keys, clock: new SpecClock() }, newer);
    const today = new Streams({ store, keys, clock: new SpecClock() }, letterHistory());
    const [before, id, after] = [newId(), newId(), newId()];
    await inContext(aCommand(), () => today.decide(before, write('readable')));
    const projection = new ProjectionRunner(
      { store, keys, database: other.database, time: realTime },
      new Letters(),
    );
    projection.start();
    await inContext(aCommand(), () => ahead.decide(id, write('from tomorrow')));
    const later = await inContext(aCommand(), () => today.decide(after, write('today')));
    expect(await projection.waitFor(later.position!, 300)).toBe(false);
    const lag = await projection.lag();
    expect(lag.stopped).toMatch(/LetterWritten\.v2/);
    expect(lag.caughtUp).toBe(false);
    await projection.stop();
    await other.close();
  });

  it('whose database lost what it had acknowledged goes on from what is there', async () => {
    const id = newId();
    const projection = runner();
    await projection.waitFor(await say(id, 'lost'), 2000);
    const [{ position: kept }] = (await schema.database.query<{ position: string }>(
      "select position from projection_checkpoint where name = 'letter_v1'",
    )) as [{ position: string }];
    await projection.waitFor(await say(id, 'lost, too'), 2000);
    await schema.database.query(
      "update projection_checkpoint set position = $1 where name = 'letter_v1'",
      [kept],
    );
    await schema.database.query("delete from letter_v1 where words = 'lost, too'");
    const position = await say(id, 'after');
    expect(await projection.waitFor(position, 5000)).toBe(true);
    while ((await rows(id)).length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await rows(id)).toEqual(['lost', 'lost, too', 'after']);
    expect(await projection.parked()).toEqual([]);
  });

  it('that is derived anew says the same', async () => {
    const again = await testSchema(tables);
    const projection = runner();
    await projection.waitFor((await store.head())!, 5000);
    await projectUpToNow({ store, keys, database: again.database }, new Letters());
    const all = 'select stream, revision, words from letter_v1 order by stream, revision';
    expect(await again.database.query(all)).toEqual(await schema.database.query(all));
    await again.close();
  });

  it('takes what has piled up in few large batches', async () => {
    const projector = new Letters();
    const again = await testSchema(tables);
    const ids = Array.from({ length: 30 }, (_, index) => idFrom('pile', index, newId()));
    await Promise.all(ids.map((id) => say(id, 'x')));
    await projectUpToNow({ store, keys, database: again.database }, projector);
    expect(Math.max(...projector.batches)).toBeGreaterThan(20);
    await again.close();
  });
});
