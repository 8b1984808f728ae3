import { TacHeldV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { Exchange } from './exchange.js';
import type { ConsumerOptions } from './consumer.js';
import type { Asks } from './message-of.js';
import { CONCERNS, heard, listen, MEETINGS, numbers, tell, write } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { concern, meeting, numberOf, sent } from './testing/messages.js';
import { shuffled } from './testing/shuffle.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

describe('a consumer', () => {
  let it_: World;

  beforeEach(async () => {
    it_ = await world();
  });
  afterEach(() => it_.close());

  describe('has an effect once', () => {
    it('when messages are published twice and delivered again', async () => {
      const consumer = listen(it_);
      it_.exchange.faults.duplicate(0.4, 11);
      for (let from = 0; from < 100; from += 10) {
        await tell(it_, 'a', ...numbers(10).map((n) => n + from));
        await tell(it_, 'b', ...numbers(10).map((n) => n + from));
        it_.exchange.faults.redeliver(15);
      }
      await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
      for (const household of ['a', 'b']) expect(await heard(it_, household)).toEqual(numbers(100));
    });

    it('when it crashes between the effect and the commit', async () => {
      let crashes = 3;
      listen(it_, {
        handle: async (messages, sql) => {
          await write(messages, sql);
          if (crashes-- > 0) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
        },
      });
      await tell(it_, 'a', 0, 1, 2);
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
      expect(crashes).toBe(-1);
    });

    it('when it crashes after the commit, before the exchange knows', async () => {
      let crashes = 3;
      const forgetful: Exchange = {
        publish: (topic, messages) => it_.exchange.publish(topic, messages),
        lag: (...asked) => it_.exchange.lag(...asked),
        at: (...place) => it_.exchange.at(...place),
        stop: async () => undefined,
        consume: (subscription) =>
          it_.exchange.consume({
            ...subscription,
            handle: async (batch, signal) => {
              await subscription.handle(batch, signal);
              if (crashes-- > 0) throw new Error('crash');
            },
          }),
      };
      listen(it_, { exchange: forgetful });
      await tell(it_, 'a', 0, 1, 2);
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
      await tell(it_, 'a', 3);
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2, 3]));
      await eventually(() => expect(crashes).toBeLessThan(0));
    });

    it('when two instances run it', async () => {
      const second = await it_.another();
      const slowly = async (messages: readonly PublishedEvent[], sql: Sql) => {
        await write(messages, sql);
        await new Promise((resolve) => setTimeout(resolve, 3));
      };
      const one = listen(it_, { handle: slowly });
      const two = listen(it_, { ...second, handle: slowly });
      for (const round of numbers(20))
        for (const household of ['a', 'b', 'c']) await tell(it_, household, round);
      for (const consumer of [one, two])
        await eventually(async () => expect(await consumer.caughtUp()).toBe(true), 60_000);
      for (const household of ['a', 'b', 'c'])
        expect(await heard(it_, household)).toEqual(numbers(20));
      expect(await one.parked()).toEqual([]);
    });

    it('when its connections are lost again and again', async () => {
      const consumer = listen(it_);
      const cut = `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      for (const number of numbers(30)) {
        await tell(it_, 'a', number);
        if (number % 5 === 2) await it_.database.query(cut).catch(() => undefined);
      }
      await eventually(async () => expect(await consumer.caughtUp()).toBe(true), 60_000);
      expect(await heard(it_, 'a')).toEqual(numbers(30));
      expect(await consumer.parked()).toEqual([]);
    });

    it('when its process is replaced', async () => {
      const first = listen(it_);
      await tell(it_, 'a', 0, 1);
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1]));
      await first.stop();
      await tell(it_, 'a', 2);
      const second = await it_.another();
      listen(it_, second);
      await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
    });
  });

  it('remembers no more messages than may come again', async () => {
    const consumer = listen(it_, { remembers: 20 });
    for (let from = 0; from < 200; from += 10)
      await tell(it_, 'a', ...numbers(10).map((n) => n + from));
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    const inbox = () => it_.database.query('select message_id from inbox');
    await eventually(async () => expect((await inbox()).length).toBeLessThanOrEqual(30));
    expect((await inbox()).length).toBeGreaterThanOrEqual(20);
    await tell(it_, 'a', 199);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await heard(it_, 'a')).toEqual(numbers(200));
  });

  it('is cut off, catches up, and knows when it has', async () => {
    const consumer = listen(it_);
    await tell(it_, 'a', 0);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0]));
    it_.exchange.faults.cut();
    const second = await it_.another();
    await second.exchange.publish(CONCERNS, sent(concern('a', 1), concern('a', 2)));
    expect(await consumer.caughtUp()).toBe(false);
    expect(await consumer.lag()).toMatchObject({
      name: 'test',
      kind: 'consumer',
      behind: 2n,
      caughtUp: false,
    });
    it_.exchange.faults.mend();
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await heard(it_, 'a')).toEqual([0, 1, 2]);
  });

  it('derives its rows again from the beginning', async () => {
    const consumer = listen(it_);
    await tell(it_, 'a', 0, 1, 2);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    await consumer.rebuild(async (sql) => void (await sql.query('delete from heard')));
    await tell(it_, 'a', 3);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2, 3]));
  });

  it('begins at the beginning, too, when another instance threw the rows away', async () => {
    const second = await it_.another();
    listen(it_);
    await tell(it_, 'a', 0, 1);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1]));
    const two = listen(it_, second);
    await two.rebuild(async (sql) => void (await sql.query('delete from heard')));
    await two.stop();
    await tell(it_, 'a', 2);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
  });

  it('runs beside other consumers of the same service, each with its own progress', async () => {
    const one = listen(it_, { consumer: 'one' });
    const two = listen(it_, { consumer: 'two', contracts: [TacHeldV1], handle: write });
    await tell(it_, 'a', 0, 1);
    await it_.exchange.publish(MEETINGS, sent(meeting('a', 0)));
    for (const consumer of [one, two])
      await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    await eventually(async () => expect([...(await heard(it_, 'a'))].sort()).toEqual([0, 0, 0, 1]));
  });

  it('comes to the same rows in whatever order topics arrive', async () => {
    const count = async (messages: readonly PublishedEvent[], sql: Sql) => {
      for (const it of messages) {
        const meetings = it.type === TacHeldV1.type ? 1 : 0;
        await sql.query(
          `insert into tally values ($1, $2, $3) on conflict (episode) do update
           set concerns = tally.concerns + excluded.concerns, meetings = tally.meetings + excluded.meetings`,
          [it.episode ?? null, 1 - meetings, meetings],
        );
      }
    };
    const told = ['a', 'b'].flatMap((household) =>
      numbers(8).flatMap((number) => [
        { topic: CONCERNS, key: household, event: concern(household, number) },
        { topic: MEETINGS, key: household, event: meeting(household, number) },
      ]),
    );
    const rows = () => it_.database.query('select * from tally order by episode');
    await count(
      told.map(({ event }) => event),
      it_.database,
    );
    const expected = await rows();
    await it_.database.query('delete from tally');

    listen(it_, { handle: count });
    for (const { topic, event } of shuffled(told, 5))
      await it_.exchange.publish(topic, sent(event));
    await eventually(async () => expect(await rows()).toEqual(expected));
  });

  it('passes over what is of no concern to it, and asks nobody whom a message has no effect on', async () => {
    const asked: number[] = [];
    const concernOf = (message: PublishedEvent): Asks => {
      if (numberOf(message) === 7) return 'effect';
      return numberOf(message) % 2 === 0 ? 'rows' : 'nothing';
    };
    const options: Partial<ConsumerOptions> = {
      concern: concernOf,
      before: async (message) => void asked.push(numberOf(message)),
    };
    await tell(it_, 'b', 1, 3, 5);
    const first = listen(it_, options);
    await eventually(async () => expect(await first.caughtUp()).toBe(true));
    expect(await it_.database.query('select * from consumer_offset')).toEqual([]);

    for (const number of [...numbers(10), 11]) await tell(it_, 'a', number);
    await eventually(async () => expect(await first.caughtUp()).toBe(true));
    await first.stop();
    const again = listen(it_, options);
    await tell(it_, 'a', 12);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 2, 4, 6, 7, 8, 12]));
    expect([asked, await heard(it_, 'b'), again.skipped().size]).toEqual([[7], [], 0]);
  });
});
