import { randomUUID } from 'node:crypto';
import { createEventTables } from '@onestory/event-sourcing';
import { exchangeTables } from '@onestory/messaging';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import pg from 'pg';
import type { Acknowledged } from './ledger.js';
import { commandOf, lookIntoTables } from './stored.js';

const utf8 = (value: object): Buffer => Buffer.from(JSON.stringify(value));

const acknowledged = (revision: string): Acknowledged => ({
  kind: 'acknowledged',
  key: randomUUID(),
  actor: { id: randomUUID(), agencyId: randomUUID() },
  path: '/child-index/children',
  body: {},
  status: 201,
  id: randomUUID(),
  etag: `"${revision}"`,
  location: null,
  sentAt: 0,
  answeredAt: 1,
  unknownBefore: 0,
});

describe('what is looked for in the tables after the kills', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let position = 0;

  beforeEach(async () => {
    database = await testDatabase();
    await createEventTables(database.url);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const { sql } of exchangeTables) await client.query(sql);
    await client.query(`insert into exchange.topic values ('child-index.events', 1)`);
    await client.query(`insert into exchange.partition_head values ('child-index.events', 0)`);
  });
  afterEach(async () => {
    await client.end();
    await database.close();
  });

  const store = async (stream: string, revision: number, command: string, id = randomUUID()) => {
    position += 1;
    await client.query(
      `insert into event_store.event values ($1, $2, $3, $4, 'ChildRegistered.v1', $5, $6, now())`,
      [position, stream, revision, id, utf8({}), utf8({ command })],
    );
    return id;
  };
  const tell = async (id: string) => {
    position += 1;
    await client.query(
      `insert into exchange.message values ('child-index.events', 0, $1, 'key', $2)`,
      [position, utf8({ id })],
    );
  };
  const look = async (...entries: Acknowledged[]) => {
    const { lost, twice, torn, untold, invented } = await lookIntoTables(
      database.url,
      entries,
      (etag) => BigInt(etag.slice(1, -1)),
    );
    return { lost, twice, torn, untold, invented };
  };
  const allIsWell = { lost: 0, twice: 0, torn: 0, untold: 0, invented: 0 };

  it('is nothing when every command is there once and was told', async () => {
    const done = acknowledged('1');
    for (const revision of [0, 1]) await tell(await store('child-1', revision, commandOf(done)));
    expect(await look(done)).toEqual(allIsWell);
  });

  it('is a lost command, wholly or in part', async () => {
    const [gone, half] = [acknowledged('0'), acknowledged('1')];
    await tell(await store('child-1', 0, commandOf(half)));
    expect(await look(gone, half)).toEqual({ ...allIsWell, lost: 2 });
  });

  it('is a command that was done in two places, and an event that is there twice', async () => {
    const done = acknowledged('0');
    const id = await store('child-1', 0, commandOf(done));
    await store('child-2', 0, commandOf(done), id);
    await tell(id);
    expect(await look(done)).toEqual({ ...allIsWell, twice: 2 });
  });

  it('is a stream with a gap', async () => {
    for (const revision of [0, 2]) await tell(await store('child-1', revision, randomUUID()));
    expect(await look()).toEqual({ ...allIsWell, torn: 1 });
  });

  it('is an event that nobody was told of, and a message about none', async () => {
    await tell(await store('child-1', 0, randomUUID()));
    await store('child-2', 0, randomUUID());
    await tell(randomUUID());
    expect(await look()).toEqual({ ...allIsWell, untold: 1, invented: 1 });
  });
});
