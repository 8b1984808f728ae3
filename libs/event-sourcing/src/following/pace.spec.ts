import { Pace } from './pace.js';

/** Whether the pace still rests once everything that is ready now has run. */
const restsAfter = async (pace: Pace, items: number): Promise<boolean> => {
  let rests = true;
  void pace.rest(items).then(() => (rests = false));
  await new Promise((resolve) => setImmediate(resolve));
  pace.hurry();
  return rests;
};

describe('the pace of a follower', () => {
  it('does not rest in a backlog, nor if nothing came', async () => {
    expect(await restsAfter(new Pace(), 100)).toBe(false);
    expect(await restsAfter(new Pace(), 0)).toBe(false);
  });

  it('rests after what came, for more to come with the next', async () => {
    expect(await restsAfter(new Pace(), 1)).toBe(true);
    expect(await restsAfter(new Pace(), 10)).toBe(true);
  });

  it('goes on by itself, and at once when somebody waits', async () => {
    const pace = new Pace();
    await pace.rest(2);
    const rest = pace.rest(99);
    pace.hurry();
    await rest;
  });
});
