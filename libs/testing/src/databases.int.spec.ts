import pg from 'pg';
import { startServer, testDatabase } from './databases.js';
import type { TestDatabase } from './databases.js';

const ask = async (url: string, question: string): Promise<readonly object[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
};

describe('databases for specs', () => {
  const opened: { close(): Promise<void> }[] = [];
  const open = async (...args: Parameters<typeof testDatabase>): Promise<TestDatabase> => {
    const database = await testDatabase(...args);
    opened.push(database);
    return database;
  };
  afterAll(() => Promise.all(opened.map((it) => it.close())));

  it('are empty, apart from one another, and owned by an ordinary role', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await ask(one.url, 'create table concern (id uuid)');
    expect(await ask(other.url, `select to_regclass('concern') as found`)).toEqual([
      { found: null },
    ]);
    expect(
      await ask(one.url, 'select rolsuper from pg_roles where rolname = current_user'),
    ).toEqual([{ rolsuper: false }]);
  });

  it('can be copies of a template that is made once', async () => {
    let prepared = 0;
    const template = {
      name: 'with_a_concern',
      prepare: async (url: string) => {
        prepared += 1;
        await ask(url, 'create table concern as select 1 as number');
      },
    };
    const both = await Promise.all([open(template), open(template)]);
    for (const { url } of both) {
      expect(await ask(url, 'select * from concern')).toEqual([{ number: 1 }]);
    }
    expect(prepared).toBe(1);
  });

  it('are gone when closed, even with a connection open', async () => {
    const { url, connectionOptions, close } = await testDatabase();
    const left = new pg.Client(connectionOptions);
    left.on('error', () => undefined);
    await left.connect();
    await close();
    await expect(ask(url, 'select 1')).rejects.toThrow(/does not exist/);
  });

  it('a server of its own may be killed, and keeps what it acknowledged', async () => {
    const server = await startServer({ durable: true });
    opened.push(server);
    await ask(server.url, 'create table concern as select 1 as number');
    await server.kill();
    await server.restart();
    expect(await ask(server.url, 'select * from concern')).toEqual([{ number: 1 }]);
  });
});
