import { gathering, gatheringBy } from './gathering.js';
import type { Database } from './sql.js';

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

describe('gathering by database', () => {
  it('asks each database together for those who ask the same one', async () => {
    const [one, other] = ['one', 'other'].map((schema) => ({ schema }) as Database);
    const asked: string[] = [];
    const ask = gatheringBy(async (questions: readonly number[], { schema }) => {
      asked.push(`${schema}: ${questions.join(' ')}`);
      return questions.map((it) => `${it} of ${schema}`);
    }, 10);
    const answers = await Promise.all([ask(1, one!), ask(2, other!), ask(3, one!)]);
    expect(answers).toEqual(['1 of one', '2 of other', '3 of one']);
    expect(asked).toEqual(['one: 1 3', 'other: 2']);
  });
});
