import { LARGEST_MESSAGE, MessageRefused, PartitionLost } from '../exchange.js';
import type { Delivered, Exchange } from '../exchange.js';
import { eventually, Listening, message, textOf } from './listening.js';

/** A broker with fresh topics for every name that `topic` makes up. */
export interface ExchangeUnderTest {
  /** Another process on the same broker. */
  open(): Promise<Exchange>;
  close(): Promise<void>;
}

const numbered = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${from + index}`);

const offsetsPerPartition = (messages: readonly Delivered[]): readonly (readonly bigint[])[] => {
  const offsets = new Map<string, bigint[]>();
  for (const { topic, partition, offset } of messages) {
    const place = `${topic}/${partition}`;
    offsets.set(place, [...(offsets.get(place) ?? []), offset]);
  }
  return [...offsets.values()];
};

/** What every exchange promises, whatever it is made of. */
export const exchangeContract = (name: string, factory: () => Promise<ExchangeUnderTest>): void => {
  describe(`${name} as an exchange`, () => {
    let broker: ExchangeUnderTest;
    let exchange: Exchange;
    const opened: Exchange[] = [];
    let topics = 0;
    let topic: string;
    let other: string;

    const open = async (): Promise<Exchange> => {
      const another = await broker.open();
      opened.push(another);
      return another;
    };

    beforeAll(async () => {
      broker = await factory();
    });
    afterAll(() => broker.close());
    beforeEach(async () => {
      topics += 1;
      topic = `contract-${topics}.events`;
      other = `contract-${topics}-other.events`;
      exchange = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((it) => it.stop()));
    });

    it('keeps the order of one key, and its partition', async () => {
      const heard = new Listening('order', [topic]);
      heard.join(exchange);
      for (const round of numbered(20))
        await exchange.publish(
          topic,
          ['a', 'b', 'c', 'd'].map((key) => message(key, `${key}${round}`)),
        );

      await eventually(() => expect(heard.messages).toHaveLength(80));
      for (const key of ['a', 'b', 'c', 'd']) {
        const own = heard.messages.filter((it) => it.key === key);
        expect(own.map(textOf)).toEqual(numbered(20).map((round) => `${key}${round}`));
        expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
      }
    });

    it('carries bytes and headers as they are', async () => {
      const heard = new Listening('bytes', [topic]);
      heard.join(exchange);
      const value = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const headers = { 'content-type': 'text/plain', traceparent: '00-ö-"\\' };
      await exchange.publish(topic, [{ key: 'schlüssel {"\\,', value, headers }]);

      await eventually(() => expect(heard.messages).toHaveLength(1));
      const [it] = heard.messages;
      expect(Uint8Array.from(it!.value)).toEqual(value);
      expect(it).toMatchObject({ key: 'schlüssel {"\\,', headers, topic, offset: 0n });
    });

    it('hands out one partition and consecutive offsets a batch', async () => {
      await exchange.publish(
        topic,
        numbered(100).map((text) => message(`key ${text}`, text)),
      );
      const heard = new Listening('batches', [topic]);
      heard.join(exchange);

      await eventually(() => expect(heard.messages).toHaveLength(100));
      for (const batch of heard.batches) {
        expect(new Set(batch.map(({ partition }) => partition)).size).toBe(1);
        batch.forEach(({ offset }, index) => expect(offset).toBe(batch[0]!.offset + BigInt(index)));
      }
    });

    it('delivers a batch again that was not handled', async () => {
      const heard = new Listening('again', [topic]);
      let refused: readonly Delivered[] | undefined;
      heard.onBatch = async (batch) => {
        if (refused) return;
        refused = batch;
        throw new Error('the database is away');
      };
      await exchange.publish(
        topic,
        numbered(5).map((text) => message('one', text)),
      );
      heard.join(exchange);

      await eventually(() => expect(heard.values).toEqual(numbered(5)));
      expect(refused!.length).toBeGreaterThan(0);
    });

    it('lets each group hear everything, at its own pace', async () => {
      const slow = new Listening('slow', [topic]);
      const quick = new Listening('quick', [topic]);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      slow.onBatch = () => held;
      slow.join(exchange);
      quick.join(exchange);
      await exchange.publish(
        topic,
        numbered(50).map((text) => message(text, text)),
      );

      await eventually(() => expect(quick.messages).toHaveLength(50));
      expect(slow.messages).toHaveLength(0);
      release();
      await eventually(() => expect(slow.messages).toHaveLength(50));
    });

    it('hears several topics', async () => {
      const heard = new Listening('several', [topic, other]);
      heard.join(exchange);
      await exchange.publish(topic, [message('a', 'from one')]);
      await exchange.publish(other, [message('a', 'from the other')]);
      await eventually(() =>
        expect([...heard.values].sort()).toEqual(['from one', 'from the other']),
      );
    });

    it('goes on after a restart where the effects are', async () => {
      const heard = new Listening('restart', [topic]);
      heard.join(exchange);
      await exchange.publish(
        topic,
        numbered(30).map((text) => message(text, text)),
      );
      await eventually(() => expect(heard.messages).toHaveLength(30));
      await exchange.stop();

      const restarted = await open();
      await restarted.publish(
        topic,
        numbered(30, 30).map((text) => message(text, text)),
      );
      heard.join(restarted);
      await eventually(() => expect(heard.messages).toHaveLength(60));
      expect(new Set(heard.values).size).toBe(60);
    });

    it('tells everything from the beginning to whoever kept no offset', async () => {
      await exchange.publish(
        topic,
        numbered(500).map((text) => message(text, text)),
      );
      const first = new Listening('rebuilt', [topic]);
      const consumption = first.join(exchange);
      await eventually(() => expect(first.messages).toHaveLength(500));
      await consumption.stop();

      const second = new Listening('rebuilt', [topic]);
      second.join(exchange);
      await eventually(() => expect(second.messages).toHaveLength(500));
      expect(offsetsPerPartition(second.messages).map((offsets) => offsets[0])).toEqual(
        offsetsPerPartition(second.messages).map(() => 0n),
      );
    });

    it('misses nothing while many publish in two processes and readers are live', async () => {
      const second = await open();
      const early = new Listening('early', [topic, other]);
      early.join(exchange);
      const elsewhere = new Listening('elsewhere', [topic, other]);
      elsewhere.join(second);
      const late = new Listening('late', [topic, other]);

      const published: string[] = [];
      const publisher = async (number: number) => {
        const at = number % 2 === 0 ? exchange : second;
        for (const round of numbered(25)) {
          const texts = numbered(4).map((index) => `${number}:${round}:${index}`);
          const to = (number + Number(round)) % 3 === 0 ? other : topic;
          await at.publish(
            to,
            texts.map((text, index) => message(`key ${number % 5} ${index}`, text)),
          );
          published.push(...texts);
        }
      };
      const all = Array.from({ length: 16 }, (_, number) => publisher(number));
      await all[0];
      late.join(second);
      await Promise.all(all);

      for (const heard of [early, elsewhere, late]) {
        await eventually(
          () => expect(heard.messages.length).toBeGreaterThanOrEqual(published.length),
          15_000,
        );
        expect([...heard.values].sort()).toEqual([...published].sort());
        for (const offsets of offsetsPerPartition(heard.messages))
          expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)));
      }
    }, 30_000);

    it('gives each partition to one member of the group, and shares out again when one comes or goes', async () => {
      const inHand = new Set<string>();
      const kept = new Listening('members', [topic]);
      const counts = [0, 0, 0];
      const member = (number: number) => {
        const it = new Listening('members', [topic]);
        it.onBatch = async (batch) => {
          const place = `${batch[0]!.partition}`;
          expect(inHand).not.toContain(place);
          inHand.add(place);
          await new Promise((resolve) => setTimeout(resolve, 1));
          counts[number]! += batch.length;
          inHand.delete(place);
          kept.batches.push(batch);
        };
        // The three share their offsets, as instances of one service do.
        Object.assign(it, { next: kept.next });
        return it.join(exchange);
      };
      let told = 0;
      const tell = async () => {
        await exchange.publish(
          topic,
          numbered(60, told).map((text) => message(text, text)),
        );
        told += 60;
        await eventually(() => expect(kept.messages).toHaveLength(told));
      };
      const first = member(0);
      await tell();
      expect(counts).toEqual([60, 0, 0]);
      member(1);
      member(2);
      await tell();
      expect(Math.min(...counts)).toBeGreaterThan(0);
      await first.stop();
      const before = counts[0];
      await tell();
      expect(counts[0]).toBe(before);
      expect([...kept.values].map(Number).sort((a, b) => a - b)).toEqual(numbered(180).map(Number));
    });

    it('finishes the batch in hand before a stop resolves, and hands out no other', async () => {
      const heard = new Listening('stopping', [topic]);
      let signal: AbortSignal | undefined;
      heard.onBatch = async (_batch, its) => {
        signal = its;
        await new Promise((resolve) => setTimeout(resolve, 100));
      };
      await exchange.publish(topic, [message('a', 'first')]);
      const consumption = heard.join(exchange);
      await eventually(() => expect(signal).toBeDefined());
      await consumption.stop();
      expect(heard.values).toEqual(['first']);
      expect(signal!.aborted).toBe(true);

      await exchange.publish(topic, [message('a', 'second')]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(heard.values).toEqual(['first']);
    });

    it('asks where to begin again when a partition was lost', async () => {
      const heard = new Listening('lost', [topic]);
      await exchange.publish(
        topic,
        numbered(10).map((text) => message('a', text)),
      );
      let lost = false;
      heard.onBatch = async ([first]) => {
        if (lost) return;
        lost = true;
        // Another owner did the first seven.
        heard.next.set(`${topic}/${first!.partition}`, 7n);
        throw new PartitionLost(topic, first!.partition);
      };
      heard.join(exchange);
      await eventually(() => expect(heard.values).toEqual(['7', '8', '9']));
    });

    it('tells how much of a topic waits for a group', async () => {
      const behind = async (group: string) =>
        (await exchange.lag(group)).reduce((sum, place) => sum + place.behind, 0n);
      const heard = new Listening('lag', [topic]);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      heard.onBatch = () => held;
      heard.join(exchange);
      await exchange.publish(
        topic,
        numbered(40).map((text) => message(text, text)),
      );

      await eventually(async () => expect(await behind('lag')).toBe(40n));
      release();
      await eventually(async () => expect(await behind('lag')).toBe(0n));
    });

    it('tells how much of a topic waits for a group that nobody has joined yet', async () => {
      await exchange.publish(topic, [message('a', 'a'), message('b', 'b')]);
      const lag = await exchange.lag('nobody', [topic]);
      expect(lag.reduce((sum, place) => sum + place.behind, 0n)).toBe(2n);
    });

    it('refuses what is too large before anything of the call is written', async () => {
      const heard = new Listening('large', [topic]);
      heard.join(exchange);
      const large = { key: 'a', value: new Uint8Array(LARGEST_MESSAGE) };
      const refused = exchange.publish(topic, [message('a', 'before'), large]);
      await expect(refused).rejects.toThrow(MessageRefused);
      await expect(refused).rejects.toMatchObject({ index: 1 });

      await exchange.publish(topic, [message('a', 'after')]);
      await eventually(() => expect(heard.values).toEqual(['after']));
    });

    it('takes a message of nearly the largest size', async () => {
      const heard = new Listening('nearly', [topic]);
      heard.join(exchange);
      await exchange.publish(topic, [{ key: 'a', value: new Uint8Array(LARGEST_MESSAGE - 1) }]);
      await eventually(() => expect(heard.messages[0]?.value).toHaveLength(LARGEST_MESSAGE - 1));
    });
  });
};
