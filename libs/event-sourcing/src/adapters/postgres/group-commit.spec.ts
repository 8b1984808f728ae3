import { setTimeout as pause } from 'node:timers/promises';
import { GroupCommit } from './group-commit.js';
import type { InRound } from './group-commit.js';

interface Asked {
  readonly stream: string;
  readonly bytes: number;
  readonly name: string;
}

const asked = (name: string, stream = name, bytes = 100): Asked => ({ name, stream, bytes });

/** What each commit was given, as `name/round`; a commit takes a moment. */
const committing = () => {
  const batches: string[][] = [];
  const commits = new GroupCommit<Asked>(async (batch: readonly InRound<Asked>[]) => {
    batches.push(batch.map(({ append, round }) => `${append.name}/${round}`));
    await pause(1);
  });
  return { batches, commits };
};

describe('group commit', () => {
  it('does not keep the first waiting, and takes together who came meanwhile', async () => {
    const { batches, commits } = committing();
    for (const name of ['a', 'b', 'c']) commits.add(asked(name));
    await commits.settled();
    expect(batches).toEqual([['a/1'], ['b/1', 'c/1']]);
  });

  it('gives appends to one stream rounds in their order', async () => {
    const { batches, commits } = committing();
    commits.add(asked('first'));
    for (const name of ['a', 'b', 'c']) commits.add(asked(name, name === 'b' ? 'other' : 'same'));
    await commits.settled();
    expect(batches[1]).toEqual(['a/1', 'b/1', 'c/2']);
  });

  it('leaves what is too much for one commit to the next, in order', async () => {
    const { batches, commits } = committing();
    commits.add(asked('first'));
    for (let number = 0; number < 450; number += 1) commits.add(asked(`${number}`));
    await commits.settled();
    expect(batches.map((batch) => batch.length)).toEqual([1, 200, 200, 50]);
    expect(batches.slice(1).flat()).toEqual([...Array(450).keys()].map((it) => `${it}/1`));
  });

  it('counts bytes too, but takes at least one', async () => {
    const { batches, commits } = committing();
    for (let number = 0; number < 5; number += 1)
      commits.add(asked(`${number}`, `${number}`, 900_000));
    commits.add(asked('huge', 'huge', 5_000_000));
    await commits.settled();
    expect(batches.map((batch) => batch.length)).toEqual([1, 2, 2, 1]);
  });

  it('keeps the order of a stream that asks for more rounds than a commit has', async () => {
    const { batches, commits } = committing();
    commits.add(asked('first'));
    for (let number = 0; number < 40; number += 1) {
      commits.add(asked(`${number}`, 'same'));
      commits.add(asked(`other ${number}`));
    }
    await commits.settled();
    const same = batches.flat().filter((it) => /^\d/.test(it));
    expect(same.map((it) => Number(it.split('/')[0]))).toEqual([...Array(40).keys()]);
    expect(batches[1]!.filter((it) => it.startsWith('other'))).toHaveLength(40);
  });
});
