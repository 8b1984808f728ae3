import { PartitionLost } from '../exchange.js';
import type { Exchange } from '../exchange.js';
import { eventually, Listening, message, numbered, offsetsPerPartition } from './listening.js';

/** What the specs of an exchange see: topics of their own, and an exchange that is opened anew for each. */
export interface OnExchange {
  readonly exchange: Exchange;
  readonly topic: string;
  readonly other: string;
  /** Another process on the same broker. */
  open(): Promise<Exchange>;
}

/** What every exchange promises to groups: who gets what, where each is, and how far behind. */
export const groupContract = (on: OnExchange): void => {
  it('misses nothing while many publish in two processes and readers are live', async () => {
    const second = await on.open();
    const early = new Listening('early', [on.topic, on.other]);
    early.join(on.exchange);
    const elsewhere = new Listening('elsewhere', [on.topic, on.other]);
    elsewhere.join(second);
    const late = new Listening('late', [on.topic, on.other]);

    const published: string[] = [];
    const publisher = async (number: number) => {
      const at = number % 2 === 0 ? on.exchange : second;
      for (const round of numbered(25)) {
        const texts = numbered(4).map((index) => `${number}:${round}:${index}`);
        const to = (number + Number(round)) % 3 === 0 ? on.other : on.topic;
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
        60_000,
      );
      expect([...heard.values].sort()).toEqual([...published].sort());
      for (const offsets of offsetsPerPartition(heard.messages))
        expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)));
    }
  });

  it('gives each partition to one member of the group, and shares out again when one comes or goes', async () => {
    const inHand = new Set<string>();
    const kept = new Listening('members', [on.topic]);
    const counts = [0, 0, 0];
    const member = (number: number) => {
      const it = new Listening('members', [on.topic]);
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
      return it.join(on.exchange);
    };
    let told = 0;
    const tell = async () => {
      await on.exchange.publish(
        on.topic,
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
    const heard = new Listening('stopping', [on.topic]);
    let signal: AbortSignal | undefined;
    heard.onBatch = async (_batch, its) => {
      signal = its;
      await new Promise((resolve) => setTimeout(resolve, 100));
    };
    await on.exchange.publish(on.topic, [message('a', 'first')]);
    const consumption = heard.join(on.exchange);
    await eventually(() => expect(signal).toBeDefined());
    await consumption.stop();
    expect(heard.values).toEqual(['first']);
    expect(signal!.aborted).toBe(true);

    await on.exchange.publish(on.topic, [message('a', 'second')]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.values).toEqual(['first']);
  });

  it('asks where to begin again when a partition was lost', async () => {
    const heard = new Listening('lost', [on.topic]);
    await on.exchange.publish(
      on.topic,
      numbered(10).map((text) => message('a', text)),
    );
    let lost = false;
    heard.onBatch = async ([first]) => {
      if (lost) return;
      lost = true;
      // Another owner did the first seven.
      heard.next.set(`${on.topic}/${first!.partition}`, 7n);
      throw new PartitionLost(on.topic, first!.partition);
    };
    heard.join(on.exchange);
    await eventually(() => expect(heard.values).toEqual(['7', '8', '9']));
  });

  it('tells how much of a topic waits for a group', async () => {
    const behind = async (group: string) =>
      (await on.exchange.lag(group)).reduce((sum, place) => sum + place.behind, 0n);
    const heard = new Listening('lag', [on.topic]);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    heard.onBatch = () => held;
    heard.join(on.exchange);
    await on.exchange.publish(
      on.topic,
      numbered(40).map((text) => message(text, text)),
    );

    await eventually(async () => expect(await behind('lag')).toBe(40n));
    release();
    await eventually(async () => expect(await behind('lag')).toBe(0n));
  });

  it('tells how much of a topic waits for a group that nobody has joined yet', async () => {
    await on.exchange.publish(on.topic, [message('a', 'a'), message('b', 'b')]);
    const lag = await on.exchange.lag('nobody', [on.topic]);
    expect(lag.reduce((sum, place) => sum + place.behind, 0n)).toBe(2n);
  });
};
