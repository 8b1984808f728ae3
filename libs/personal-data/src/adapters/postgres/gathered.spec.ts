import { setImmediate } from 'node:timers/promises';
import { gathered } from './gathered.js';

const echo = (questions: string[][], fails: (refs: readonly string[]) => boolean = () => false) =>
  gathered(async (refs: readonly string[]) => {
    questions.push([...refs]);
    await setImmediate();
    if (fails(refs)) throw new Error('no connection');
    return new Map(refs.map((ref) => [ref, ref.toUpperCase()]));
  }, 3);

describe('questions of many callers', () => {
  it('become one while another is under way', async () => {
    const questions: string[][] = [];
    const ask = echo(questions);
    const first = ask(['a']);
    await Promise.resolve();
    const rest = [ask(['b']), ask(['c', 'b']), ask(['a'])];
    expect((await first).get('a')).toBe('A');
    expect((await Promise.all(rest)).map((found) => found.get('b'))).toEqual(['B', 'B', 'B']);
    expect(questions).toEqual([['a'], ['b', 'c', 'a']]);
  });

  it('are cut where they are too large', async () => {
    const questions: string[][] = [];
    expect((await echo(questions)(['a', 'b', 'c', 'd'])).size).toBe(4);
    expect(questions).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('fail together, and the next are asked as if nothing had happened', async () => {
    const questions: string[][] = [];
    const ask = echo(questions, (refs) => refs.includes('bad'));
    const failing = [ask(['bad']), ask(['a'])];
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect((await ask(['a'])).get('a')).toBe('A');
  });
});
