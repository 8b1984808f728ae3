import { setImmediate as turn } from 'node:timers/promises';
import { InMemoryEventStore } from './adapters/in-memory/in-memory-event-store.js';
import type { EventStore, Followed, FollowOptions } from './event-store.js';
import { sharedTail } from './tail.js';
import {
  events,
  eventsIn,
  eventStoreContract,
  eventually,
  followUntil,
  isCaughtUp,
  newCategory,
  pause,
  said,
  streamOf,
} from './testing/index.js';

const withLimits = (limits: { events: number; bytes?: number }) => async () => {
  const store = sharedTail(new InMemoryEventStore(), limits);
  return { store, dispose: () => store.stop() };
};

eventStoreContract('in memory, behind a shared tail', withLimits({ events: 10_000 }));
eventStoreContract('in memory, behind a shared tail that keeps little', withLimits({ events: 7 }));

/** Counts who follows, and can lose the connection. */
class Watched extends InMemoryEventStore {
  follows = 0;
  private lost = new AbortController();

  lose(): void {
    this.lost.abort();
    this.lost = new AbortController();
  }

  override async *follow(options: FollowOptions): AsyncGenerator<Followed> {
    this.follows += 1;
    const { lost } = this;
    const signal = AbortSignal.any([options.signal, lost.signal]);
    yield* super.follow({ ...options, signal });
    if (!options.signal.aborted) throw new Error('The connection is lost.');
  }
}

describe('a shared tail', () => {
  const collect = (store: EventStore, category: string, end: AbortController) => {
    const seen: Followed[] = [];
    const done = (async () => {
      for await (const it of store.follow({ categories: [category], signal: end.signal }))
        seen.push(it);
    })();
    return { seen, done };
  };

  it('follows the store once for any number of followers', async () => {
    const inner = new Watched();
    const store = sharedTail(inner);
    const end = new AbortController();
    const category = newCategory();
    await store.append(streamOf(category), 'none', events(2));
    await followUntil(store, [category], isCaughtUp);
    const before = inner.follows;
    const after = await store.head();
    const followers = Array.from({ length: 25 }, async () => {
      const seen = await followUntil(store, [category], (so) => eventsIn(so).length === 3, {
        after,
      });
      return said(seen);
    });
    await turn();
    await store.append(streamOf(category), 'none', events(3));
    for (const follower of await Promise.all(followers)) {
      expect(follower.filter((it) => it !== 'caught up')).toEqual([0, 1, 2]);
    }
    expect(inner.follows).toBe(before);
    end.abort();
    await store.stop();
  });

  it('goes on after the store was lost, and misses nothing', async () => {
    const inner = new Watched();
    const errors: unknown[] = [];
    const store = sharedTail(inner, { onError: (error) => errors.push(error) });
    const end = new AbortController();
    const category = newCategory();
    const stream = streamOf(category);
    await store.append(stream, 'none', events(1));
    const { seen, done } = collect(store, category, end);
    await eventually(() => isCaughtUp(seen));
    inner.lose();
    await store.append(stream, 0n, events(2));
    await eventually(() => eventsIn(seen).length === 3);
    inner.lose();
    await store.append(stream, 2n, events(1));
    await eventually(() => eventsIn(seen).length === 4);
    expect(eventsIn(seen).map((it) => it.revision)).toEqual([0n, 1n, 2n, 3n]);
    expect(errors).toHaveLength(2);
    end.abort();
    await done;
    await store.stop();
  });

  it('says caught up again after a follower was further behind than what is kept', async () => {
    const store = sharedTail(new InMemoryEventStore(), { events: 5 });
    const category = newCategory();
    const stream = streamOf(category);
    await store.append(stream, 'none', events(1));
    let times = 0;
    const seen = await followUntil(store, [category], () => times === 2, {
      handle: async (it) => {
        if (it.kind !== 'caught up') return;
        times += 1;
        if (times > 1) return;
        await store.append(stream, 0n, events(20));
        await pause(20);
      },
    });
    expect(eventsIn(seen)).toHaveLength(21);
    await store.stop();
  });

  it('keeps no more bytes than it may', async () => {
    const inner = new Watched();
    const store = sharedTail(inner, { bytes: 100 });
    const category = newCategory();
    const stream = streamOf(category);
    await store.append(stream, 'none', events(50));
    expect(eventsIn(await followUntil(store, [category], isCaughtUp))).toHaveLength(50);
    await store.stop();
  });

  it('tells its followers when it is stopped', async () => {
    const store = sharedTail(new InMemoryEventStore());
    const following = followUntil(store, 'all', () => false);
    await pause(5);
    await store.stop();
    await expect(following).rejects.toThrow('stopped');
  });
});
