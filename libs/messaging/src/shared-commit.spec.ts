import { SharedCommit } from './shared-commit.js';

describe('a shared commit', () => {
  const committed: string[][] = [];
  let fails: (parts: readonly string[]) => boolean;
  let failsForAll: boolean;
  const shared = (most = 100) =>
    new SharedCommit<string>({
      commit: async (parts) => {
        committed.push([...parts]);
        await new Promise((resolve) => setImmediate(resolve));
        if (fails(parts)) throw new Error(`not ${parts.join(' ')}`);
      },
      sizeOf: ({ length }) => length,
      most,
      failsForAll: () => failsForAll,
    });

  beforeEach(() => {
    committed.length = 0;
    fails = () => false;
    failsForAll = false;
  });

  it('is of all that is ready at once', async () => {
    const commits = shared();
    await Promise.all(['a', 'b', 'c'].map((part) => commits.add(part)));
    expect(committed).toEqual([['a', 'b', 'c']]);
  });

  it('is of all that came while the one before it was under way', async () => {
    const commits = shared();
    const first = commits.add('a');
    while (committed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, commits.add('b'), commits.add('c')]);
    await commits.add('d');
    expect(committed).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('has its limit, and what is larger is alone', async () => {
    const commits = shared(4);
    await Promise.all(['aa', 'bb', 'c', 'ddddd', 'e'].map((part) => commits.add(part)));
    expect(committed).toEqual([['aa', 'bb'], ['c'], ['ddddd'], ['e']]);
  });

  it('leaves each part its own failure', async () => {
    const commits = shared();
    fails = (parts) => parts.includes('b');
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((part) => commits.add(part)));
    expect(committed).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toEqual(new Error('not b'));
  });

  it('is not tried again part by part when all would fail alike', async () => {
    const commits = shared();
    fails = () => true;
    failsForAll = true;
    const outcomes = await Promise.allSettled(['a', 'b'].map((part) => commits.add(part)));
    expect(committed).toEqual([['a', 'b']]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
