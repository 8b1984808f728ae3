import { allOrNone } from './all-or-none.js';

describe('All or none', () => {
  it('answers with what each did, in their order', async () => {
    const soon = new Promise<string>((resolve) => setImmediate(() => resolve('first')));
    expect(await allOrNone([soon, Promise.resolve('second')])).toEqual(['first', 'second']);
  });

  it('undoes the others when one fails, the last first, and also what was done after the failure', async () => {
    const undone: string[] = [];
    const late = new Promise<string>((resolve) => setImmediate(() => resolve('late')));
    const failing = Promise.reject(new Error('no room'));
    const doing = allOrNone([late, failing, Promise.resolve('early')], async (it) => {
      undone.push(it);
    });
    await expect(doing).rejects.toThrow('no room');
    expect(undone).toEqual(['early', 'late']);
  });
});
