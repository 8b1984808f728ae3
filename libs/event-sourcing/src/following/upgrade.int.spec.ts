import { newId } from '@onestory/kernel';
import { testSchema } from '@onestory/testing';
import { Desk, eventually } from '../testing/desk.js';
import { followingTables } from './tables.js';

/** As the tables of checkpoints and parked sequences were before they were one, and what was in them. */
const BEFORE = `
  create table projection_checkpoint (
    name text primary key, position text, epoch bigint not null,
    updated_at timestamptz not null default now());
  create table parked_event (
    projection text not null, key text not null, position text not null, stream text not null,
    revision bigint not null, cause text, attempts int not null,
    parked_at timestamptz not null default now(), primary key (projection, position));
  create table publisher_checkpoint (
    name text primary key, position text, epoch bigint not null,
    updated_at timestamptz not null default now());
  create table parked_publication (
    name text not null, position text not null, key text not null, stream text not null,
    revision bigint not null, event_id uuid not null, type text not null, cause text, attempts int not null,
    parked_at timestamptz not null default now(), primary key (name, position));
  insert into projection_checkpoint values ('letter_v1', '00000000000000000002', 7);
  insert into publisher_checkpoint values ('publisher', null, 1), ('other', '00000000000000000009', 3);
  insert into parked_event values ('letter_v1', 'letter-1', '00000000000000000001', 'letter-1', 0, 'Error', 5);
  insert into parked_publication values
    ('publisher', '00000000000000000003', 'episode-1', 'letter-2', 4,
     '5f0c3a52-4d55-4d3c-9a35-3d3a0f1a9d11', 'LetterWritten', 'TypeError', 6);`;

describe('tables of an earlier version', () => {
  it('are moved, with what lay parked in them, and the old ones are gone', async () => {
    const schema = await testSchema([{ sql: BEFORE }, ...followingTables]);
    const { database } = schema;
    const all = 'select follower, position, epoch from checkpoint order by follower';
    expect(await database.query(all)).toEqual([
      { follower: 'letter_v1', position: '00000000000000000002', epoch: '7' },
      { follower: 'other', position: '00000000000000000009', epoch: '3' },
      { follower: 'publisher', position: null, epoch: '1' },
    ]);
    const parked = `select follower, place, sequence, key, about, stream, revision, cause, attempts
      from parked order by follower`;
    expect(await database.query(parked)).toEqual([
      {
        follower: 'letter_v1',
        place: '00000000000000000001',
        sequence: 'letter-1',
        key: 'letter-1',
        about: ['letter-1', 'letter-1'],
        stream: 'letter-1',
        revision: '0',
        cause: 'Error',
        attempts: 5,
      },
      expect.objectContaining({
        follower: 'publisher',
        sequence: 'episode-1',
        about: ['episode-1', 'letter-2'],
        revision: '4',
        cause: 'TypeError',
      }),
    ]);
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = $1`,
      [database.schema],
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(['checkpoint', 'parked', 'replay']);
    await schema.close();
  });

  it('that knew no ids are gone on from, and know them from then on', async () => {
    const desk = await Desk.open();
    const position = await desk.say(newId(), 'handled before');
    await desk.database.query(
      `insert into checkpoint (follower, position, epoch) values ('letter_v1', $1, 3)`,
      [position],
    );
    const id = newId();
    const runner = desk.run();
    await runner.waitFor(await desk.say(id, 'new'), 60_000);
    expect(await desk.rows(id)).toEqual(['new']);
    await eventually(async () =>
      expect(await desk.database.query('select 1 from checkpoint where stood is null')).toEqual([]),
    );
    await desk.close();
  });
});
