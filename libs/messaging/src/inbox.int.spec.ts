import { ConcernRecordedV1, TacHeldV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { Database, Sql } from '@onestory/kernel';
import type { Exchange } from './exchange.js';
import { consume } from './inbox.js';
import type { Consumer, ConsumerOptions } from './inbox.js';
import { eventually } from './testing/listening.js';
import { concern, idOf, meeting, numberOf, sent } from './testing/messages.js';
import { shuffled } from './testing/shuffle.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

const CONCERNS = 'assessment.events';
const MEETINGS = 'lead-professional.events';
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const write = async (messages: readonly PublishedEvent[], sql: Sql): Promise<void> => {
  for (const it of messages)
    await sql.query('insert into heard (message, episode, number) values ($1, $2, $3)', [
      it.id,
      it.episode ?? null,
      numberOf(it),
    ]);
};

describe('a consumer', () => {
  let it_: World;

  const listen = (options: Partial<ConsumerOptions> = {}): Consumer =>
    it_.keep(
      consume({
        exchange: it_.exchange,
        database: it_.database,
        consumer: 'test',
        contracts: [ConcernRecordedV1, TacHeldV1],
        handle: write,
        log: it_.log,
        ...options,
      }),
    );
  const heard = async (household: string): Promise<readonly number[]> => {
    const rows = await it_.database.query<{ number: number }>(
      'select number from heard where episode = $1 order by place',
      [idOf(household)],
    );
    return rows.map(({ number }) => number);
  };
  const tell = (household: string, ...which: readonly number[]) =>
    it_.exchange.publish(CONCERNS, sent(...which.map((number) => concern(household, number))));
  const failsOn = (bad: (it: PublishedEvent) => boolean) => async (messages: readonly PublishedEvent[], sql: Sql) => {
    await write(messages, sql);
    if (messages.some(bad)) throw new TypeError('cannot read what Ada said');
  };

  beforeEach(async () => {
    it_ = await world();
  });
  afterEach(() => it_.close());

  describe('has an effect once', () => {
    it('when messages are published twice and delivered again', async () => {
      const consumer = listen();
      it_.exchange.faults.duplicate(0.4, 11);
      for (let from = 0; from < 100; from += 10) {
        await tell('a', ...numbers(10).map((n) => n + from));
        await tell('b', ...numbers(10).map((n) => n + from));
        it_.exchange.faults.redeliver(15);
      }
      await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
      for (const household of ['a', 'b']) expect(await heard(household)).toEqual(numbers(100));
    });

    it('when it crashes between the effect and the commit', async () => {
      let crashes = 3;
      listen({
        handle: async (messages, sql) => {
          await write(messages, sql);
          if (crashes-- > 0) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
        },
      });
      await tell('a', 0, 1, 2);
      await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2]));
      expect(crashes).toBe(-1);
    });

    it('when it crashes after the commit, before the exchange knows', async () => {
      let crashes = 3;
      const forgetful: Exchange = {
        publish: (topic, messages) => it_.exchange.publish(topic, messages),
        lag: (group) => it_.exchange.lag(group),
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
      listen({ exchange: forgetful });
      await tell('a', 0, 1, 2);
      await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2]));
      await tell('a', 3);
      await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2, 3]));
      await eventually(() => expect(crashes).toBeLessThan(0));
    });

    it('when two instances run it', async () => {
      const second = await it_.another();
      const slowly = async (messages: readonly PublishedEvent[], sql: Sql) => {
        await write(messages, sql);
        await new Promise((resolve) => setTimeout(resolve, 3));
      };
      const one = listen({ handle: slowly });
      const two = listen({ ...second, handle: slowly });
      for (const round of numbers(20))
        for (const household of ['a', 'b', 'c']) await tell(household, round);
      for (const consumer of [one, two])
        await eventually(async () => expect(await consumer.caughtUp()).toBe(true), 10_000);
      for (const household of ['a', 'b', 'c']) expect(await heard(household)).toEqual(numbers(20));
      expect(await one.parked()).toEqual([]);
    }, 20_000);

    it('when its process is replaced', async () => {
      const first = listen();
      await tell('a', 0, 1);
      await eventually(async () => expect(await heard('a')).toEqual([0, 1]));
      await first.stop();
      await tell('a', 2);
      const second = await it_.another();
      listen(second);
      await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2]));
    });
  });

  describe('parks a sequence that it cannot handle', () => {
    it('and only that: others go on, within a second', async () => {
      const consumer = listen({ handle: failsOn(({ episode }) => episode === idOf('bad')) });
      await tell('bad', 0, 1, 2);
      await eventually(async () => expect(await it_.exchange.lag('test')).toContainEqual(expect.objectContaining({ behind: 3n })));
      const since = performance.now();
      // Enough households to share a partition with the bad one.
      const households = numbers(30).map((number) => `good ${number}`);
      for (const household of households) await tell(household, 0, 1);
      for (const household of households)
        await eventually(async () => expect(await heard(household)).toEqual([0, 1]));
      expect(performance.now() - since).toBeLessThan(2_000);

      expect(await heard('bad')).toEqual([]);
      expect(await consumer.parked()).toEqual([
        {
          key: idOf('bad'),
          topic: CONCERNS,
          messages: 3,
          message: idOf('concern', 'bad', 0),
          type: ConcernRecordedV1.type,
          cause: expect.stringMatching(/^TypeError at inbox\.int\.spec\.ts:\d+$/),
          attempts: 6,
          parkedAt: expect.any(Date),
        },
      ]);
      expect((await consumer.lag()).parked).toBe(1);
    });

    it('and replays it in order, with what came later', async () => {
      let broken = true;
      const consumer = listen({
        handle: failsOn((it) => broken && it.episode === idOf('bad') && numberOf(it) === 1),
      });
      await tell('bad', 0, 1, 2);
      await eventually(async () => expect(await consumer.parked()).toHaveLength(1));
      await tell('bad', 3, 1);
      await eventually(async () => expect(await consumer.parked()).toMatchObject([{ messages: 4 }]));
      expect(await heard('bad')).toEqual([0]);

      expect(await consumer.replay(idOf('bad'))).toBe(false);
      expect(await consumer.parked()).toMatchObject([{ messages: 4, attempts: 7 }]);

      broken = false;
      expect(await consumer.replay(idOf('bad'))).toBe(true);
      expect(await heard('bad')).toEqual([0, 1, 2, 3]);
      expect(await consumer.parked()).toEqual([]);
      await tell('bad', 4);
      await eventually(async () => expect(await heard('bad')).toEqual([0, 1, 2, 3, 4]));
    });

    it('and knows which episode, child and stream it concerns', async () => {
      const consumer = listen({ handle: failsOn(() => true) });
      await tell('bad', 0);
      await eventually(async () => expect(await consumer.parked()).toHaveLength(1));
      const child = idOf('child', 'bad');
      for (const id of [idOf('bad'), child, `concern-${child}`])
        expect(await consumer.isParked([idOf('another'), id])).toBe(true);
      expect(await consumer.isParked([idOf('another')])).toBe(false);
      expect(await consumer.isParked([])).toBe(false);
    });

    it('but waits, and parks nothing, while its database or another one is away', async () => {
      let away = true;
      const consumer = listen({
        before: async () => {
          if (away) throw Object.assign(new Error('no store'), { code: 'ECONNREFUSED' });
        },
      });
      await tell('a', 0, 1);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await consumer.parked()).toEqual([]);
      expect((await consumer.lag()).ageMs).toBeGreaterThan(1_000);
      away = false;
      await eventually(async () => expect(await heard('a')).toEqual([0, 1]));
    });

    it('and says so, without a word of what it was about', async () => {
      listen({ handle: failsOn(() => true) });
      await tell('bad', 0);
      await eventually(() => expect(it_.logged.map(({ message }) => message)).toContain('sequence parked'));
      expect(JSON.stringify(it_.logged)).not.toContain('Ada');
    });
  });

  describe('reads what it was not made for', () => {
    it('skips and counts types that it does not know', async () => {
      const consumer = listen();
      const unknown = concern('a', 0, { type: 'assessment.concern-recorded.v2' });
      await it_.exchange.publish(CONCERNS, sent(unknown, concern('a', 1)));
      await eventually(async () => expect(await heard('a')).toEqual([1]));
      expect([...consumer.skipped()]).toEqual([['assessment.concern-recorded.v2', 1]]);
      expect(it_.logged.map(({ message }) => message)).toContain('unknown type skipped');
    });

    it('ignores attributes and fields that it does not know', async () => {
      listen();
      const more = { ...concern('a', 0), newattribute: 'x', data: { ...(concern('a', 0).data as object), more: 1 } };
      await it_.exchange.publish(CONCERNS, sent(more));
      await eventually(async () => expect(await heard('a')).toEqual([0]));
    });

    it('parks what is no CloudEvent, and what breaks its contract', async () => {
      const consumer = listen();
      const noEvent = { key: 'x', value: new TextEncoder().encode('Ada') };
      const broken = concern('b', 0, { data: { child: 'Ada', episode: idOf('b') } });
      await it_.exchange.publish(CONCERNS, [noEvent, ...sent(broken, concern('b', 1), concern('a', 0))]);
      await eventually(async () => {
        expect(await heard('a')).toEqual([0]);
        expect((await consumer.parked()).map(({ cause, messages }) => ({ cause, messages }))).toEqual(
          expect.arrayContaining([
            { cause: 'not JSON in UTF-8', messages: 1 },
            { cause: 'not as assessment.concern-recorded.v1 promises: child', messages: 2 },
          ]),
        );
      });
      expect(await consumer.replay(idOf('b'))).toBe(false);
      expect(await consumer.replay('x')).toBe(false);
      expect(await heard('b')).toEqual([]);
    });
  });

  it('is cut off, catches up, and knows when it has', async () => {
    const consumer = listen();
    await tell('a', 0);
    await eventually(async () => expect(await heard('a')).toEqual([0]));
    it_.exchange.faults.cut();
    const second = await it_.another();
    await second.exchange.publish(CONCERNS, sent(concern('a', 1), concern('a', 2)));
    expect(await consumer.caughtUp()).toBe(false);
    expect(await consumer.lag()).toMatchObject({ name: 'test', kind: 'consumer', behind: 2n, caughtUp: false });
    it_.exchange.faults.mend();
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await heard('a')).toEqual([0, 1, 2]);
  });

  it('derives its rows again from the beginning', async () => {
    const consumer = listen();
    await tell('a', 0, 1, 2);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    await consumer.rebuild(async (sql) => void (await sql.query('delete from heard')));
    await tell('a', 3);
    await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2, 3]));
  });

  it('begins at the beginning, too, when another instance threw the rows away', async () => {
    const second = await it_.another();
    listen();
    await tell('a', 0, 1);
    await eventually(async () => expect(await heard('a')).toEqual([0, 1]));
    const two = listen(second);
    await two.rebuild(async (sql) => void (await sql.query('delete from heard')));
    await two.stop();
    await tell('a', 2);
    await eventually(async () => expect(await heard('a')).toEqual([0, 1, 2]));
  });

  it('runs beside other consumers of the same service, each with its own progress', async () => {
    const one = listen({ consumer: 'one' });
    const two = listen({ consumer: 'two', contracts: [TacHeldV1], handle: write });
    await tell('a', 0, 1);
    await it_.exchange.publish(MEETINGS, sent(meeting('a', 0)));
    for (const consumer of [one, two]) await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    await eventually(async () => expect([...(await heard('a'))].sort()).toEqual([0, 0, 0, 1]));
  });

  it('comes to the same rows in whatever order topics arrive', async () => {
    const count = async (messages: readonly PublishedEvent[], sql: Sql | Database) => {
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
    await count(told.map(({ event }) => event), it_.database);
    const expected = await rows();
    await it_.database.query('delete from tally');

    listen({ handle: count });
    for (const { topic, event } of shuffled(told, 5)) await it_.exchange.publish(topic, sent(event));
    await eventually(async () => expect(await rows()).toEqual(expected));
  });
});
