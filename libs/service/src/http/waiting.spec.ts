import { realTime } from '@onestory/kernel';
import { GRID_MS, Waiting } from './waiting.js';

class NotThere extends Error {}

describe('who waits for what is on its way', () => {
  const wish = { person: 'teacher', milliseconds: 60_000 };
  const onItsWay = (error: unknown) => error instanceof NotThere;

  /** A thing that comes later: how often it was looked at, and which look was said to be the last. */
  const comingThing = () => {
    const looks: boolean[] = [];
    const thing = { isThere: false, looks };
    const look = async (isLast: boolean) => {
      looks.push(isLast);
      if (!thing.isThere) throw new NotThere();
      return 'the thing';
    };
    return { thing, look };
  };

  it('is woken when something moved, and looks at nothing meanwhile', async () => {
    const waiting = new Waiting(realTime);
    const { thing, look } = comingThing();
    const answer = waiting.until(wish, look, onItsWay);
    await new Promise((resolve) => setTimeout(resolve, 3 * GRID_MS));
    expect(thing.looks).toEqual([false]);
    thing.isThere = true;
    waiting.wake();
    expect(await answer).toBe('the thing');
    expect(thing.looks).toEqual([false, false]);
  });

  it('looks once for all that moved within the grid of time', async () => {
    const waiting = new Waiting(realTime);
    const { thing, look } = comingThing();
    const answer = waiting.until(wish, look, onItsWay);
    await Promise.resolve();
    for (let moves = 0; moves < 100; moves += 1) waiting.wake();
    thing.isThere = true;
    await answer;
    expect(thing.looks.length).toBeLessThanOrEqual(3);
  });

  it('misses nothing that moves while it looks', async () => {
    const waiting = new Waiting(realTime);
    let isThere = false;
    const answer = waiting.until(
      wish,
      async () => {
        if (isThere) return 'the thing';
        isThere = true;
        waiting.wake();
        throw new NotThere();
      },
      onItsWay,
    );
    expect(await answer).toBe('the thing');
  });

  it('has a last look when its time is over, which knows that it is the last', async () => {
    const { thing, look } = comingThing();
    const answer = new Waiting(realTime).until({ ...wish, milliseconds: 30 }, look, onItsWay);
    await expect(answer).rejects.toThrow(NotThere);
    expect(thing.looks).toEqual([false, true]);
  });

  it('is answered at once with anything else that is wrong, and without a wish', async () => {
    const waiting = new Waiting(realTime);
    const refused = async () => {
      throw new TypeError('not for your role');
    };
    await expect(waiting.until(wish, refused, onItsWay)).rejects.toThrow(TypeError);
    const { thing, look } = comingThing();
    const answer = waiting.until({ ...wish, milliseconds: 0 }, look, onItsWay);
    await expect(answer).rejects.toThrow(NotThere);
    expect(thing.looks).toEqual([true]);
  });

  it('waits for a few things at a time: what one person asks for beyond them is answered at once', async () => {
    const waiting = new Waiting(realTime);
    const { thing, look } = comingThing();
    const few = Array.from({ length: 8 }, () => waiting.until(wish, look, onItsWay));
    await expect(waiting.until(wish, look, onItsWay)).rejects.toThrow(NotThere);
    const another = waiting.until({ ...wish, person: 'midwife' }, look, onItsWay);
    thing.isThere = true;
    waiting.wake();
    expect(await Promise.all([...few, another])).toEqual(Array(9).fill('the thing'));
    expect(await waiting.until(wish, look, onItsWay)).toBe('the thing');
  });

  it('leaves on a grid of time', async () => {
    const waiting = new Waiting(realTime);
    const start = realTime.monotonic();
    await waiting.onGrid(start - 7);
    expect(realTime.monotonic() - start + 7).toBeGreaterThanOrEqual(GRID_MS - 1);
  });
});
