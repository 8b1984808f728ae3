import { followingTables, Leases } from '@onestory/event-sourcing';
import { startServer } from '@onestory/testing';
import type { TestServer } from '@onestory/testing';
import { InProcessExchange } from './adapters/in-process/in-process-exchange.js';
import { exchangeTables } from './adapters/in-process/tables.js';
import { schemaOf } from './adapters/in-process/testing/databases.js';
import { consume } from './inbox.js';
import { inboxTables } from './inbox-tables.js';
import { CONCERNS, write } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { concern, sent } from './testing/messages.js';

const HEARD = {
  sql: 'create table heard (place bigserial primary key, message uuid, episode uuid, number int)',
};

describe('when the database server is killed', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ durable: true });
  });
  afterAll(() => server.close());

  /** A process: its exchange, its schema, its consumer. */
  const start = async () => {
    const exchange = new InProcessExchange({ connectionString: server.url });
    const database = await schemaOf(server.url, 'service', [
      ...exchangeTables,
      ...inboxTables,
      ...followingTables,
      HEARD,
    ]);
    const consumer = consume({
      exchange,
      database,
      // The one before was killed with its server, and nobody else can be alive.
      leases: new Leases({ database, isAlone: true }),
      consumer: 'test',
      topics: [CONCERNS],
      handle: write,
    });
    const stop = async () => {
      await consumer.stop();
      await exchange.stop();
      await database.close();
    };
    return { exchange, database, consumer, stop };
  };

  it('everything that was acknowledged has its effect, once and in order', async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { exchange, stop } = await start();
      let isAtWork = (): void => undefined;
      const killed = new Promise<void>((resolve) => (isAtWork = resolve)).then(() => server.kill());
      const households = ['a', 'b', 'c'].map(async (household) => {
        for (let number = 0; ; number += 1) {
          const unique = round * 100_000 + number;
          await exchange.publish(CONCERNS, sent(concern(household, unique)));
          acknowledged.push(unique);
          if (number === 10) isAtWork();
        }
      });
      await Promise.allSettled(households);
      await killed;
      await stop();
      await server.restart();
    }

    const { database, consumer, stop } = await start();
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true), 60_000);
    const rows = await database.query<{ message: string; episode: string; number: number }>(
      'select message, episode, number from heard order by place',
    );
    await stop();

    expect(acknowledged.length).toBeGreaterThan(10);
    expect(new Set(rows.map(({ message }) => message)).size).toBe(rows.length);
    // An answer may be lost with the server; what was answered may not.
    const heard = new Set(rows.map(({ number }) => number));
    expect(acknowledged.filter((number) => !heard.has(number))).toEqual([]);
    for (const episode of new Set(rows.map((row) => row.episode))) {
      const own = rows.filter((row) => row.episode === episode).map(({ number }) => number);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });
});
