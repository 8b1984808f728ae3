import { onceItAnswers } from './once-it-answers.js';

const failing = (code: string) => Object.assign(new Error('not now'), { code });

/** A database that fails in these ways, one after the other, and then answers. */
const databaseThat = (...fails: readonly string[]) => {
  const left = [...fails];
  let asked = 0;
  const ask = async (): Promise<string> => {
    asked += 1;
    const code = left.shift();
    if (code !== undefined) throw failing(code);
    return 'answers';
  };
  return { ask, times: () => asked };
};

const quickly = { longestMs: 60_000, againAfterMs: 1 };

describe('a database that is started together with the platform', () => {
  it('is asked again until it answers, and the operator hears once that it is waited for', async () => {
    const database = databaseThat('ECONNREFUSED', 'ENOTFOUND', '57P03');
    let said = 0;
    expect(await onceItAnswers(database.ask, () => (said += 1), quickly)).toBe('answers');
    expect([database.times(), said]).toEqual([4, 1]);
  });

  it.each(['28P01', '3D000', '53300', '42501'])(
    'that refuses with %s would refuse again: it is said at once',
    async (code) => {
      const database = databaseThat(code, code);
      await expect(onceItAnswers(database.ask, undefined, quickly)).rejects.toThrow('not now');
      expect(database.times()).toBe(1);
    },
  );

  it('that does not come is given up', async () => {
    const database = databaseThat(...Array.from({ length: 1000 }, () => '57P03'));
    const shortly = { longestMs: 20, againAfterMs: 5 };
    await expect(onceItAnswers(database.ask, undefined, shortly)).rejects.toThrow('not now');
    expect(database.times()).toBeLessThan(10);
  });
});
