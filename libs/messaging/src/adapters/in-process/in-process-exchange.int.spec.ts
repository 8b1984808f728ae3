import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import pg from 'pg';
import { ExchangeUnreachable } from '../../exchange.js';
import { exchangeContract } from '../../testing/exchange-contract.js';
import { eventually, Listening, message } from '../../testing/listening.js';
import { InProcessExchange } from './in-process-exchange.js';
import type { InProcessExchangeOptions } from './in-process-exchange.js';
import { exchangeTables } from './tables.js';

const makeTables = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { sql } of exchangeTables) await client.query(sql);
  await client.end();
};

exchangeContract('InProcessExchange', async () => {
  const database = await testDatabase({ name: 'exchange', prepare: makeTables });
  return {
    open: async () => new InProcessExchange({ connectionString: database.url }),
    close: () => database.close(),
  };
});

describe('InProcessExchange', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  const opened: InProcessExchange[] = [];
  let topic: string;
  let topics = 0;

  const open = (options: Partial<InProcessExchangeOptions> = {}): InProcessExchange => {
    const exchange = new InProcessExchange({ connectionString: database.url, ...options });
    opened.push(exchange);
    return exchange;
  };
  const numbered = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => message(`key ${index % 7}`, `${from + index}`));
  const connections = async (): Promise<number> => {
    const { rows } = await admin.query<{ count: string }>(
      `select count(*) from pg_stat_activity
       where datname = current_database() and application_name like 'onestory exchange%'`,
    );
    return Number(rows[0]!.count);
  };
  const cutConnections = () =>
    admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'onestory exchange%'`,
    );

  beforeAll(async () => {
    database = await testDatabase({ name: 'exchange', prepare: makeTables });
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await database.close();
  });
  beforeEach(() => {
    topics += 1;
    topic = `own-${topics}.events`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((exchange) => exchange.stop()));
  });

  it('never shows a later offset before an earlier one is committed', async () => {
    const exchange = open({ partitions: 1 });
    const heard = new Listening('trap', [topic]);
    heard.join(exchange);
    await exchange.publish(topic, [message('a', 'before')]);
    await eventually(() => expect(heard.values).toEqual(['before']));

    // Another process is slow between giving offsets and its commit.
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    await slow.query('begin');
    await slow.query(`select exchange.publish($1, '{0}', '{a}', $2, '{null}')`, [
      [topic],
      [Buffer.from('slow')],
    ]);
    const quick = exchange.publish(topic, [message('a', 'quick')]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard.values).toEqual(['before']);
    await slow.query('commit');
    await slow.end();
    await quick;
    await eventually(() => expect(heard.values).toEqual(['before', 'slow', 'quick']));
  });

  it('uses three connections, however many groups there are', async () => {
    const exchange = open();
    const groups = Array.from(
      { length: 30 },
      (_, index) => new Listening(`group ${index}`, [topic]),
    );
    for (const group of groups) group.join(exchange);
    await exchange.publish(topic, numbered(200));
    await eventually(() => {
      for (const group of groups) expect(group.messages).toHaveLength(200);
    });
    expect(await connections()).toBe(3);
  });

  it('lets a slow group catch up from the log when memory holds only the newest', async () => {
    const exchange = open({ keepMessages: 20, partitions: 2 });
    const slow = new Listening('slow', [topic]);
    const quick = new Listening('quick', [topic]);
    slow.onBatch = () => new Promise((resolve) => setTimeout(resolve, 5));
    slow.join(exchange);
    quick.join(exchange);
    for (let round = 0; round < 20; round += 1)
      await exchange.publish(topic, numbered(50, round * 50));
    for (const heard of [slow, quick]) {
      await eventually(() => expect(heard.messages).toHaveLength(1_000));
      expect(new Set(heard.values).size).toBe(1_000);
    }
  });

  it('leaves nothing of a passing group when it stops', async () => {
    const exchange = open();
    const passing = new Listening('passing', [topic]);
    const join = () =>
      exchange.consume({
        group: 'passing',
        topics: [topic],
        isPassing: true,
        startAt: async () => undefined,
        handle: async (batch) => void passing.batches.push(batch),
      });
    await exchange.publish(topic, numbered(20));
    const first = join();
    await eventually(() => expect(passing.messages).toHaveLength(20));
    await first.stop();
    const second = join();
    await eventually(() => expect(passing.messages).toHaveLength(40));
    await second.stop();
    expect(await exchange.lag('passing')).toEqual([]);
    await exchange.publish(topic, numbered(20));
    expect(passing.messages).toHaveLength(40);
  });

  it('keeps the number of partitions that a topic was made with', async () => {
    const made = open({ partitions: 3 });
    await made.publish(topic, numbered(50));
    const later = open({ partitions: 12 });
    const heard = new Listening('partitions', [topic]);
    heard.join(later);
    await later.publish(topic, numbered(50, 50));
    await eventually(() => expect(heard.messages).toHaveLength(100));
    expect(await later.lag('partitions')).toHaveLength(3);
  });

  it('rejects what it cannot publish and goes on by itself when connections are lost', async () => {
    const exchange = open();
    const heard = new Listening('lost connections', [topic]);
    heard.join(exchange);
    const published = new Set<string>();
    let rejected = 0;
    // A busy machine may cut none that is at work.
    for (let index = 0; index < 300 || rejected === 0; index += 1) {
      const [it] = numbered(1, index);
      if (index % 60 === 30) void cutConnections();
      const again = async (): Promise<void> => {
        try {
          await exchange.publish(topic, [it!]);
        } catch (error) {
          expect(error).toBeInstanceOf(ExchangeUnreachable);
          rejected += 1;
          await again();
        }
      };
      await again();
      published.add(`${index}`);
    }
    expect(rejected).toBeGreaterThan(0);
    await eventually(() => expect(new Set(heard.values)).toEqual(published), 60_000);
  });

  it('refuses a key that Postgres cannot hold', async () => {
    const exchange = open();
    await expect(exchange.publish(topic, [message('a\u0000b', 'x')])).rejects.toThrow('its key');
    await expect(exchange.publish(topic, [message('\ud800', 'x')])).rejects.toThrow('its key');
  });

  describe('with faults', () => {
    it('publishes some messages twice', async () => {
      const exchange = open();
      exchange.faults.duplicate(0.3, 7);
      const heard = new Listening('duplicates', [topic]);
      heard.join(exchange);
      await exchange.publish(topic, numbered(200));
      await eventually(() => expect(heard.messages.length).toBeGreaterThan(230));
      expect(heard.messages.length).toBeLessThan(290);
      expect(new Set(heard.values).size).toBe(200);
    });

    it('delivers the last messages again', async () => {
      const exchange = open({ partitions: 1 });
      const heard = new Listening('again', [topic]);
      heard.join(exchange);
      await exchange.publish(topic, numbered(10));
      await eventually(() => expect(heard.messages).toHaveLength(10));
      exchange.faults.redeliver(3);
      await eventually(() => expect(heard.values.slice(10)).toEqual(['7', '8', '9']));
    });

    it('holds one partition while the others flow', async () => {
      const exchange = open({ partitions: 4 });
      const heard = new Listening('held', [topic]);
      exchange.faults.pause(topic, 2);
      heard.join(exchange);
      await exchange.publish(
        topic,
        Array.from({ length: 100 }, (_, n) => message(`${n}`, `${n}`)),
      );
      const held = async () => (await exchange.lag('held')).filter(({ behind }) => behind > 0n);
      await eventually(async () =>
        expect((await held()).map(({ partition }) => partition)).toEqual([2]),
      );
      exchange.faults.resume(topic, 2);
      await eventually(() => expect(heard.messages).toHaveLength(100));
    });

    it('is cut off: publishing rejects, nothing is heard, and all catch up afterwards', async () => {
      const exchange = open();
      const heard = new Listening('cut', [topic]);
      heard.join(exchange);
      await exchange.publish(topic, numbered(10));
      await eventually(() => expect(heard.messages).toHaveLength(10));
      exchange.faults.cut();
      await expect(exchange.publish(topic, numbered(10))).rejects.toThrow(ExchangeUnreachable);
      await open().publish(topic, numbered(10, 10));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(heard.messages).toHaveLength(10);
      exchange.faults.mend();
      await eventually(() => expect(heard.messages).toHaveLength(20));
    });
  });
});
