import { newId } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import { Process } from '@onestory/testing';
import { Desk, LetterProjector, wordsOf, eventually } from '../testing/desk.js';

const count = (many: number) => Array.from({ length: many }, (_, number) => `${number}`);

describe('what a follower cannot handle', () => {
  let desk: Desk;

  /** Breaks on one letter until it is mended. */
  const fragile = () => {
    const projector = new LetterProjector();
    projector.breaksOn = (words) => words.includes('unreadable');
    return { projector, mend: () => (projector.breaksOn = () => false) };
  };
  const parkOne = async (ill: string, projector: LetterProjector) => {
    const runner = desk.run(projector);
    await runner.waitFor(await desk.say(ill, 'unreadable'), 60_000);
    expect(await runner.parked()).toHaveLength(1);
    return runner;
  };

  beforeEach(async () => {
    desk = await Desk.open(2);
  });
  afterEach(() => desk.close());

  it('is parked with what follows under its key, others flow, and a replay handles it in order', async () => {
    const [ill, well] = [newId(), newId()];
    const { projector, mend } = fragile();
    const runner = desk.run(projector);
    await desk.say(ill, 'unreadable');
    await desk.say(ill, 'queues behind it');
    expect(await runner.waitFor(await desk.say(well, 'flows'), 60_000)).toBe(true);
    expect([await desk.rows(well), await desk.rows(ill)]).toEqual([['flows'], []]);
    expect(await runner.isParked([`letter-${ill}`])).toBe(true);
    expect(await runner.isParked([`letter-${well}`])).toBe(false);
    expect(await runner.parked()).toEqual([
      expect.objectContaining({
        key: `letter-${ill}`,
        events: 2,
        type: 'LetterWritten',
        attempts: 6,
      }),
    ]);
    expect((await runner.lag()).parked).toBe(1);
    expect(await runner.replay(`letter-${ill}`)).toBe(false);
    mend();
    expect(await runner.replay(`letter-${ill}`)).toBe(true);
    await runner.waitFor(await desk.say(ill, 'and on'), 60_000);
    expect(await desk.rows(ill)).toEqual(['unreadable', 'queues behind it', 'and on']);
    expect(await runner.isParked()).toBe(false);
  });

  it('is found in few steps among many', async () => {
    const { projector } = fragile();
    const ids = count(63).map(() => newId());
    for (const id of ids) await desk.say(id, id === ids[40] ? 'unreadable' : 'fine');
    const runner = desk.run(projector);
    expect(await runner.waitFor((await desk.store.head())!, 60_000)).toBe(true);
    // Six halvings, each with what is fine in its other half, and five more attempts.
    expect(projector.batches.length).toBeLessThan(22);
  });

  it('costs those that follow no transaction more', async () => {
    const ill = newId();
    await (await parkOne(ill, fragile().projector)).stop();
    for (const number of count(300)) await desk.say(number === '7' ? ill : newId(), number);
    const process = new Process(desk.database);
    const projector = new LetterProjector();
    const runner = desk.run(projector, { database: process });
    expect(await runner.waitFor((await desk.store.head())!, 60_000)).toBe(true);
    expect(projector.batches.reduce((sum, size) => sum + size)).toBe(299);
    expect(process.transactions).toBe(projector.batches.length);
    expect(process.transactions).toBeLessThan(8);
    expect(await runner.parked()).toMatchObject([{ key: `letter-${ill}`, events: 2 }]);
  });

  it('may be without its key: nothing reads as forgotten, and it is handled once the key row is back', async () => {
    const id = newId();
    let keys = new InMemoryKeyStore(); // a backup without the row
    const read = {
      toDecrypt: (...asked: Parameters<typeof keys.toDecrypt>) => keys.toDecrypt(...asked),
    };
    const runner = desk.run(new LetterProjector(), {
      keys: Object.assign(new InMemoryKeyStore(), read),
    });
    expect(await runner.waitFor(await desk.say(id, 'told in confidence'), 60_000)).toBe(true);
    expect(await runner.parked()).toMatchObject([{ cause: expect.stringMatching(/^KeyMissing /) }]);
    expect(await desk.rows(id)).toEqual([]);
    keys = desk.keys;
    expect(await runner.replay(`letter-${id}`)).toBe(true);
    expect(await desk.rows(id)).toEqual(['told in confidence']);
  });

  it('is not a batch that only takes too long', async () => {
    const projector = new LetterProjector();
    projector.error = Object.assign(new Error('canceling statement'), { code: '57014' });
    projector.breaksOn = ({ length }) => length > 10;
    const id = newId();
    for (const number of count(60)) await desk.say(id, number);
    const runner = desk.run(projector);
    expect(await runner.waitFor((await desk.store.head())!, 60_000)).toBe(true);
    expect(await desk.rows(id)).toEqual(count(60));
    expect(await runner.parked()).toEqual([]);
  });

  describe('is replayed', () => {
    it('once, however many ask at once and wherever, over two connections', async () => {
      const ill = newId();
      const { projector, mend } = fragile();
      const runner = await parkOne(ill, projector);
      for (const number of count(30)) await desk.say(ill, number);
      await runner.waitFor((await desk.store.head())!, 60_000);
      mend();
      const elsewhere = desk.run(new LetterProjector());
      const asked = [runner, elsewhere, runner, elsewhere].map((it) => it.replay(`letter-${ill}`));
      expect(await Promise.all(asked)).toEqual([true, true, true, true]);
      expect(await desk.rows(ill)).toEqual(['unreadable', ...count(30)]);
      expect(await runner.parked()).toEqual([]);
    });

    it('while more arrives, until nothing is left', async () => {
      const ill = newId();
      const { projector, mend } = fragile();
      const runner = await parkOne(ill, projector);
      mend();
      let arrived = 0;
      projector.onBatch = async () => {
        if (arrived < 20) await desk.say(ill, `${arrived++}`);
      };
      expect(await runner.replay(`letter-${ill}`)).toBe(true);
      await eventually(async () => expect(await desk.rows(ill)).toHaveLength(21), 60_000);
      expect(await desk.rows(ill)).toEqual(['unreadable', ...count(20)]);
      expect(await runner.parked()).toEqual([]);
    });

    it('and ends, though one of many failed again at first and more arrives all the while', async () => {
      const ill = newId();
      const { projector, mend } = fragile();
      const runner = await parkOne(ill, projector);
      for (const number of count(30)) await desk.say(ill, number);
      await runner.waitFor((await desk.store.head())!, 5_000);
      mend();
      let [failed, arrived] = [false, 0];
      projector.breaksOn = ({ length }) => !failed && (failed = length > 1);
      const oneMore = async () => {
        if (arrived < 100) await runner.waitFor(await desk.say(ill, `${arrived++}`), 50);
      };
      projector.react = { prepare: oneMore };
      expect(await runner.replay(`letter-${ill}`)).toBe(true);
      expect(arrived).toBeLessThan(100);
    });

    it('in smaller parts when all at once takes too long', async () => {
      const ill = newId();
      const { projector } = fragile();
      const runner = await parkOne(ill, projector);
      for (const number of count(30)) await desk.say(ill, number);
      await runner.waitFor((await desk.store.head())!, 5_000);
      projector.error = Object.assign(new Error('canceling statement'), { code: '57014' });
      projector.breaksOn = ({ length }) => length > 10;
      expect(await runner.replay(`letter-${ill}`)).toBe(true);
      expect(await desk.rows(ill)).toEqual(['unreadable', ...count(30)]);
    });

    it('and no reaction is lost that was about to queue behind it', async () => {
      const ill = newId();
      const process = new Process(desk.database);
      const reacted: string[] = [];
      const { projector, mend } = fragile();
      projector.react = { prepare: async (batch) => void reacted.push(...batch.map(wordsOf)) };
      const runner = desk.run(projector, { database: process });
      await runner.waitFor(await desk.say(ill, 'unreadable'), 60_000);
      mend();
      reacted.length = 0;
      const elsewhere = desk.run(projector);
      process.beforeTransaction = async () => {
        process.beforeTransaction = async () => undefined;
        expect(await elsewhere.replay(`letter-${ill}`)).toBe(true);
      };
      await runner.waitFor(await desk.say(ill, 'behind it'), 60_000);
      expect(reacted).toEqual(['unreadable', 'behind it']);
      expect(await desk.rows(ill)).toEqual(['unreadable', 'behind it']);
      expect(await runner.parked()).toEqual([]);
    });
  });
});
