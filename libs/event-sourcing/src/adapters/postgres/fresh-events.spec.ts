import type { Position, StoredEvent } from '../../event-store.js';
import { event } from '../../testing/index.js';
import { positionOf } from '../positions.js';
import { FreshEvents } from './fresh-events.js';

const stored = (places: readonly number[], bytes = 10): StoredEvent[] =>
  places.map((number) => ({
    ...event({ data: ' '.repeat(bytes) }),
    stream: number % 2 === 0 ? 'even-1' : 'odd-1',
    revision: 0n,
    position: positionOf(number),
    storedAt: 0,
  }));

const every = (): boolean => true;
const places = (fresh: FreshEvents, after: Position | undefined, wanted = every) =>
  fresh.after(after, wanted)?.events.map((it) => Number(it.position));

describe('fresh events', () => {
  it('are for a follower that stands where a batch begins: all of them, batch after batch', () => {
    const fresh = new FreshEvents();
    fresh.add(undefined, stored([1, 2]));
    fresh.add(positionOf(2), stored([3]));
    expect(places(fresh, undefined)).toEqual([1, 2, 3]);
    expect(places(fresh, positionOf(2))).toEqual([3]);
  });

  it('are for nobody else: another process may have stored what is between', () => {
    const fresh = new FreshEvents();
    fresh.add(positionOf(4), stored([5, 6]));
    expect(places(fresh, undefined)).toBeUndefined();
    expect(places(fresh, positionOf(3))).toBeUndefined();
    expect(places(fresh, positionOf(5))).toBeUndefined();
  });

  it('end at a gap, so that the follower asks the database', () => {
    const fresh = new FreshEvents();
    fresh.add(undefined, stored([1]));
    fresh.add(positionOf(2), stored([3]));
    expect(fresh.after(undefined, every)?.upTo).toBe(positionOf(1));
  });

  it('say how far they go, also when none is wanted', () => {
    const fresh = new FreshEvents();
    fresh.add(undefined, stored([1, 3, 5]));
    const found = fresh.after(undefined, (stream) => stream.startsWith('even'));
    expect(found).toEqual({ events: [], upTo: positionOf(5) });
  });

  it('are few: the oldest go', () => {
    const fresh = new FreshEvents();
    fresh.add(undefined, stored([1], 3_000_000));
    fresh.add(positionOf(1), stored([2], 3_000_000));
    expect(places(fresh, undefined)).toBeUndefined();
    expect(places(fresh, positionOf(1))).toEqual([2]);
  });
});
