import { LARGEST_MESSAGE, MessageRefused } from '../exchange.js';
import type { Delivered, Exchange } from '../exchange.js';
import { groupContract } from './group-contract.js';
import {
  eventually,
  Listening,
  message,
  numbered,
  offsetsPerPartition,
  textOf,
} from './listening.js';

/** A broker with fresh topics for every name that `topic` makes up. */
export interface ExchangeUnderTest {
  /** Another process on the same broker. */
  open(): Promise<Exchange>;
  close(): Promise<void>;
}

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

    groupContract({
      get exchange() {
        return exchange;
      },
      get topic() {
        return topic;
      },
      get other() {
        return other;
      },
      open,
    });
  });
};
