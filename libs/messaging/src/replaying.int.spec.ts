import { ConcernRecordedV1 } from '@onestory/contracts';
import { Leases } from '@onestory/event-sourcing';
import { Process } from '@onestory/testing';
import type { ConsumerOptions } from './consumer.js';
import { heard, listen, numbers, tell, write } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { idOf, numberOf } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

describe('a replay of parked messages', () => {
  let it_: World;
  let reacted: number[];
  let broken: boolean;

  beforeEach(async () => {
    it_ = await world();
    [reacted, broken] = [[], true];
  });
  afterEach(() => it_.close());

  /** Reacts to each message over one of its two connections, and cannot while it is broken. */
  const process = async (options: Partial<ConsumerOptions> = {}) => {
    const { exchange, database } = await it_.another();
    return listen(it_, {
      exchange,
      database,
      contracts: [ConcernRecordedV1],
      before: async (message) => {
        if (broken) throw new TypeError('a defect');
        await database.transaction((sql) => sql.query('select pg_sleep(0.001)'));
        reacted.push(numberOf(message));
      },
      ...options,
    });
  };
  const parkSome = async (many: number, options?: Partial<ConsumerOptions>) => {
    const consumer = await process(options);
    await tell(it_, 'bad', ...numbers(many));
    await eventually(async () => expect(await consumer.parked()).toMatchObject([{ events: many }]));
    broken = false;
    return consumer;
  };

  it('handles each message once, however many ask at once and wherever, over two connections', async () => {
    const runs = await parkSome(60);
    const standsBy = await process();
    const asked = [runs, standsBy, runs, standsBy].map((it) => it.replay(idOf('bad')));
    expect(await Promise.all(asked)).toEqual([true, true, true, true]);
    expect(await heard(it_, 'bad')).toEqual(numbers(60));
    expect(reacted).toEqual(numbers(60));
    expect(await runs.parked()).toEqual([]);
  });

  it('is done by a process that stands by, and the one that runs goes on with what comes next', async () => {
    const runs = await parkSome(3);
    const standsBy = await process();
    await eventually(async () =>
      expect(await standsBy.lag()).toMatchObject({ standsBy: true, parked: 1 }),
    );
    expect(await standsBy.replay(idOf('bad'))).toBe(true);
    await tell(it_, 'bad', 3);
    await eventually(async () => expect(await heard(it_, 'bad')).toEqual(numbers(4)));
    expect(reacted).toEqual(numbers(4));
    expect(await runs.isParked([idOf('bad')])).toBe(false);
  });

  it('keeps up with forty messages a second that arrive meanwhile under its key', async () => {
    // A round of the replay takes as long as two messages need to come.
    const slowly: ConsumerOptions['handle'] = async (messages, sql) => {
      await sql.query('select pg_sleep(0.06)');
      await write(messages, sql);
    };
    const consumer = await parkSome(1, { handle: slowly });
    let [told, replayed] = [1, false];
    const telling = (async () => {
      for (; told < 400 && !replayed; told += 1) {
        await tell(it_, 'bad', told);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    })();
    await eventually(async () => expect((await consumer.parked())[0]!.events).toBeGreaterThan(5));
    replayed = await consumer.replay(idOf('bad'));
    await telling;
    expect([replayed, told < 400]).toEqual([true, true]);
    await eventually(async () => expect(await heard(it_, 'bad')).toEqual(numbers(told)));
    expect(reacted).toEqual(numbers(told));
    expect(await consumer.parked()).toEqual([]);
  });

  it('is not needed by others: one parked sequence costs them no transaction more', async () => {
    const { database } = await it_.another();
    const counted = new Process(database);
    const first = await parkSome(1, {
      database: counted,
      leases: new Leases({ database: counted }),
      before: async (message) => {
        if (message.episode === idOf('bad')) throw new TypeError('a defect');
      },
    });
    await first.stop();
    const households = numbers(100).map((number) => `good ${number}`);
    for (const household of households) await tell(it_, household, 0);
    await tell(it_, 'bad', 1);

    const handled: number[] = [];
    counted.transactions = 0;
    const consumer = listen(it_, {
      database: counted,
      before: async (message) => {
        if (message.episode === idOf('bad')) throw new TypeError('a defect');
        handled.push(numberOf(message));
      },
    });
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(handled).toHaveLength(100);
    // Twelve partitions, each whole, in as few transactions as there are when nothing is parked.
    expect(counted.transactions).toBeLessThan(13);
    expect(await consumer.parked()).toMatchObject([{ events: 2 }]);
  });
});
