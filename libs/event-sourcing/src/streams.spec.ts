import { InTheFuture, onDay, localDate, instant, TooLongAgo } from '@onestory/kernel';
import type { Decision } from '@onestory/kernel';
import { AnotherCommandWithThisId, SeenElsewhere, StaleRevision } from './streams.js';
import { aChild, aCommand, answerOnce, write } from './testing/letters.js';
import type { LetterFact, Letters } from './testing/letters.js';
import { id, EnoughLetters, platform, storedIn, LosingAnswers } from './testing/streams.js';

describe('a decision', () => {
  it('is recorded with who, when, and whom it is about', async () => {
    const { streams, store } = platform();
    const command = aCommand({ traceparent: '00-aa-bb-01' });
    const decided = await streams.decide(command, id, write('hello'));
    expect(decided).toMatchObject({ revision: 0n, repeated: false, state: { words: ['hello'] } });
    const [event] = await storedIn(store);
    expect(JSON.parse(event!.metadata)).toEqual({
      occurredAt: '2026-02-10T09:00:00.000Z',
      recordedAt: '2026-02-10T09:00:00.000Z',
      actor: command.actor,
      agency: command.agency,
      area: 'ashcombe',
      children: [aChild],
      command: command.command,
      commandBody: command.commandBody,
      correlation: command.correlation,
      causation: command.causation,
      traceparent: '00-aa-bb-01',
    });
    expect(Buffer.from(event!.data).toString()).not.toContain('hello');
  });

  it('may be back-dated to a day, and says so', async () => {
    const { streams } = platform();
    const when = onDay(localDate('2026-01-05'));
    const { facts } = await streams.decide(aCommand(), id, write('a'), when);
    expect(facts[0]).toMatchObject({
      occurredAt: '2026-01-05T12:00:00.000Z',
      occurredPrecision: 'day',
    });
  });

  it('may not lie in the future, but for a minute in which clocks differ', async () => {
    const { streams } = platform();
    const at = (text: string) => ({ occurredAt: instant(text) });
    const soon = streams.decide(aCommand(), id, write('a'), at('2026-02-10T09:00:59Z'));
    const later = streams.decide(aCommand(), id, write('b'), at('2026-02-10T09:01:01Z'));
    await expect(soon).resolves.toBeDefined();
    await expect(later).rejects.toThrow(InTheFuture);
  });

  it('may be dated today in the morning, and not tomorrow', async () => {
    const { streams } = platform();
    const on = (day: string) => onDay(localDate(day));
    const today = streams.decide(aCommand(), id, write('a'), on('2026-02-10'));
    const tomorrow = streams.decide(aCommand(), id, write('b'), on('2026-02-11'));
    await expect(today).resolves.toBeDefined();
    await expect(tomorrow).rejects.toThrow(InTheFuture);
  });

  it('did not happen before 1990: a mistyped year is no history of a child', async () => {
    const { streams } = platform();
    const on = (day: string) => onDay(localDate(day));
    const first = streams.decide(aCommand(), id, write('a'), on('1990-01-01'));
    const before = streams.decide(aCommand(), id, write('b'), on('1989-12-31'));
    const mistyped = streams.decide(aCommand(), id, write('c'), on('0226-01-13'));
    await expect(first).resolves.toBeDefined();
    await expect(before).rejects.toThrow(TooLongAgo);
    await expect(mistyped).rejects.toThrow(TooLongAgo);
  });

  it('takes the moment of the message that it answers, even from a clock that runs ahead', async () => {
    const { streams } = platform();
    const reactingTo = { occurredAt: instant('2026-02-10T10:00:00Z') };
    const { facts } = await streams.decide(aCommand({ reactingTo }), id, write('a'));
    expect(facts[0]!.occurredAt).toBe('2026-02-10T10:00:00.000Z');
  });

  it('that says nothing records nothing', async () => {
    const { streams, store } = platform();
    await streams.decide(aCommand(), id, answerOnce);
    const second = await streams.decide(aCommand(), id, answerOnce);
    expect(second).toMatchObject({ facts: [], revision: 0n, repeated: false });
    expect(await storedIn(store)).toHaveLength(1);
  });

  it('never records earlier than what the stream holds, also when the clock is set back', async () => {
    const { streams, clock } = platform();
    await streams.decide(aCommand(), id, write('a'));
    clock.setTo('2026-01-01T09:00:00.000Z');
    const { facts } = await streams.decide(aCommand(), id, write('b'));
    expect(facts[0]).toMatchObject({
      occurredAt: '2026-01-01T09:00:00.000Z',
      recordedAt: '2026-02-10T09:00:00.000Z',
    });
  });
});

describe('the same command again', () => {
  it('is answered as the first time, even after others', async () => {
    const { streams, store } = platform();
    const command = aCommand();
    const first = await streams.decide(command, id, write('a'));
    await streams.decide(aCommand(), id, write('b'));
    const again = await streams.decide(command, id, write('a'));
    expect(again).toMatchObject({
      revision: first.revision,
      position: first.position,
      repeated: true,
    });
    expect(await storedIn(store)).toHaveLength(2);
  });

  it('with another body is refused', async () => {
    const { streams } = platform();
    const command = aCommand();
    await streams.decide(command, id, write('a'));
    const other = { ...command, commandBody: 'cd'.repeat(16) };
    const refused = streams.decide(other, id, write('b'));
    await expect(refused).rejects.toThrow(AnotherCommandWithThisId);
  });

  it('has one effect when it is given a hundred times at once', async () => {
    const { streams, store } = platform();
    const command = aCommand();
    const all = await Promise.all(
      Array.from({ length: 100 }, () => streams.decide(command, id, write('a'))),
    );
    expect(new Set(all.map(({ revision }) => revision))).toEqual(new Set([0n]));
    expect(await storedIn(store)).toHaveLength(1);
  });
});

describe('others who write at the same time', () => {
  it('each get their turn where nobody named a revision', async () => {
    const { streams, store } = platform();
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((words) => streams.decide(aCommand(), id, write(words))),
    );
    expect((await storedIn(store)).map(({ revision }) => revision)).toEqual([0n, 1n, 2n, 3n]);
  });

  it('are refused before anything is decided, if they have seen another stream', async () => {
    const { streams, store } = platform();
    await streams.decide(aCommand(), id, write('a'));
    const seen = { stream: `letter-${aChild}`, revision: 0n } as const;
    let decided = false;
    const decision: Decision<Letters, LetterFact> = () => {
      decided = true;
      return [];
    };
    const elsewhere = streams.decide(aCommand({ seen }), id, decision);
    await expect(elsewhere).rejects.toThrow(SeenElsewhere);
    expect([decided, (await storedIn(store)).length]).toEqual([false, 1]);
  });

  describe('that named a revision which has passed', () => {
    const twoLetters = async () => {
      const { streams, store } = platform();
      await streams.decide(aCommand(), id, write('a'));
      await streams.decide(aCommand(), id, write('b'));
      const stale = (decision: Decision<Letters, LetterFact>) =>
        streams.decide(aCommand({ seen: { stream: `letter-${id}`, revision: 0n } }), id, decision);
      return { store, stale };
    };

    it('are not decided over: nothing is appended', async () => {
      const { store, stale } = await twoLetters();
      await expect(stale(write('c'))).rejects.toThrow(StaleRevision);
      await expect(stale(() => [])).rejects.toThrow(StaleRevision);
      expect(await storedIn(store)).toHaveLength(2);
    });

    it('are told what has happened, if what they ask for is refused now', async () => {
      const { store, stale } = await twoLetters();
      const refused = stale((state) => {
        throw new EnoughLetters(state.words.length);
      });
      await expect(refused).rejects.toThrow('There are 2 letters already.');
      expect(await storedIn(store)).toHaveLength(2);
    });
  });
});

describe('an append whose answer is lost', () => {
  it('is repeated with the same ids, and is there once', async () => {
    const store = new LosingAnswers();
    const { streams } = platform(store);
    const decided = await streams.decide(aCommand(), id, write('a'));
    expect(decided).toMatchObject({ revision: 0n });
    expect(await storedIn(store)).toHaveLength(1);
  });
});
