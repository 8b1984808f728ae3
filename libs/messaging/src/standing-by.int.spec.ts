import type { PublishedEvent } from '@onestory/contracts';
import { Leases } from '@onestory/event-sourcing';
import type { Sql } from '@onestory/kernel';
import { Process } from '@onestory/testing';
import { heard, listen, numbers, tell, write } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { numberOf } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

describe('of two processes that run a consumer', () => {
  let it_: World;
  const standsBy = { standsBy: true, caughtUp: true };

  beforeEach(async () => {
    it_ = await world();
  });
  afterEach(() => it_.close());

  /** As a process of its own has it, with what it can do to itself. */
  const start = async (
    handle: (messages: readonly PublishedEvent[], sql: Sql) => Promise<void> = write,
    leaseMs = 300,
  ) => {
    const { exchange, database } = await it_.another();
    const process = new Process(database);
    const leases = new Leases({ database: process, leaseMs });
    const consumer = listen(it_, { exchange, database: process, leases, handle });
    return { consumer, process, exchange };
  };

  it('one handles messages; the other stands by, knows what waits, and takes over at once when the first stops', async () => {
    const handlers: string[] = [];
    const by = (name: string) => (messages: readonly PublishedEvent[], sql: Sql) => {
      handlers.push(...messages.map((message) => `${name} ${numberOf(message)}`));
      return write(messages, sql);
    };
    const first = await start(by('first'), 60_000);
    await tell(it_, 'a', 0);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    const second = await start(by('second'), 60_000);
    await eventually(async () => expect(await second.consumer.lag()).toMatchObject(standsBy));
    expect(await first.consumer.lag()).not.toHaveProperty('standsBy');

    first.exchange.faults.cut();
    await tell(it_, 'a', 1);
    await eventually(async () => expect((await second.consumer.lag()).behind).toBe(1n));
    expect(await second.consumer.caughtUp()).toBe(false);
    first.exchange.faults.mend();
    await eventually(async () => expect(await second.consumer.caughtUp()).toBe(true));

    await first.consumer.stop();
    await tell(it_, 'a', 2);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
    expect(handlers).toEqual(['first 0', 'first 1', 'second 2']);
  });

  it('the other takes over when the lease is not renewed, and a new version that then crashes leaves the old one working', async () => {
    const old = await start();
    await tell(it_, 'a', 0);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    const newer = await start();
    await eventually(async () => expect(await newer.consumer.lag()).toMatchObject(standsBy));

    old.process.freeze();
    await tell(it_, 'a', 1);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1]));
    old.process.wake();
    await eventually(async () => expect(await old.consumer.lag()).toMatchObject(standsBy));

    newer.process.freeze();
    await tell(it_, 'a', 2);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
    newer.process.wake();
    expect(await old.consumer.lag()).not.toHaveProperty('standsBy');
  });

  it('whoever was fenced with a batch in hand writes nothing of it', async () => {
    const seen: number[] = [];
    let inHand = (): void => undefined;
    const frozen = await start();
    await tell(it_, 'a', 0);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    const reached = new Promise<void>((resolve) => (inHand = resolve));
    frozen.process.beforeTransaction = async () => {
      frozen.process.beforeTransaction = async () => undefined;
      frozen.process.freeze();
      inHand();
      await frozen.process.query('select 1');
    };
    await tell(it_, 'a', 1);
    await reached;
    const other = await start(async (messages, sql) => {
      seen.push(...messages.map(numberOf));
      await write(messages, sql);
    });
    await eventually(async () => expect(seen).toEqual([1]));
    frozen.process.wake();
    await eventually(async () => expect(await frozen.consumer.lag()).toMatchObject(standsBy));
    for (const number of numbers(3)) await tell(it_, 'a', number + 2);
    await eventually(async () => expect(await other.consumer.caughtUp()).toBe(true));
    expect([await heard(it_, 'a'), seen]).toEqual([
      [0, 1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('whoever was fenced writes nothing, though nothing has moved since', async () => {
    const frozen = await start();
    await tell(it_, 'a', 0);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    frozen.process.freeze();
    const leases = new Leases({ database: it_.database, isAlone: true });
    const lease = (await leases.take('test'))!; // and handles nothing
    frozen.process.wake();
    await tell(it_, 'a', 1);
    await eventually(async () => expect(await frozen.consumer.lag()).toMatchObject(standsBy));
    expect(await heard(it_, 'a')).toEqual([0]);
    await leases.release(lease);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1]));
  });
});
