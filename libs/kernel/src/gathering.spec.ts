import { gathering } from './gathering.js';

/** Answers when told to, and says what it was asked at once. */
const slow = () => {
  const asked: (readonly number[])[] = [];
  const pending: ((fails?: Error) => void)[] = [];
  const ask = (questions: readonly number[]) => {
    asked.push(questions);
    return new Promise<readonly string[]>((resolve, reject) =>
      pending.push((error) => (error ? reject(error) : resolve(questions.map((it) => `${it}!`)))),
    );
  };
  const untilAsked = async (times: number): Promise<void> => {
    while (asked.length < times) await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, ask, untilAsked, answer: (error?: Error) => pending.shift()!(error) };
};

describe('gathering', () => {
  it('asks once for all who ask at the same time, and answers each', async () => {
    const { asked, ask, untilAsked, answer } = slow();
    const gathered = gathering(ask, 10);
    const answers = Promise.all([gathered(1), gathered(2), gathered(1)]);
    await untilAsked(1);
    answer();
    expect(await answers).toEqual(['1!', '2!', '1!']);
    expect(asked).toEqual([[1, 2, 1]]);
  });

  it('makes the next question of all who come while one is under way', async () => {
    const { asked, ask, untilAsked, answer } = slow();
    const gathered = gathering(ask, 10);
    const first = gathered(1);
    await untilAsked(1);
    const others = Promise.all([gathered(2), gathered(3)]);
    answer();
    await first;
    await untilAsked(2);
    answer();
    expect(await others).toEqual(['2!', '3!']);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('asks for so many at once at most', async () => {
    const asked: number[] = [];
    const gathered = gathering(async (questions: readonly number[]) => {
      asked.push(questions.length);
      return questions;
    }, 2);
    expect(await Promise.all([1, 2, 3, 4, 5].map(gathered))).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([2, 2, 1]);
  });

  it('fails for those whom a failed question was for, and goes on', async () => {
    const { ask, untilAsked, answer } = slow();
    const gathered = gathering(ask, 10);
    const first = gathered(1).catch((error: Error) => error.message);
    await untilAsked(1);
    const second = gathered(2);
    answer(new Error('lost'));
    expect(await first).toBe('lost');
    await untilAsked(2);
    answer();
    expect(await second).toBe('2!');
  });
});
