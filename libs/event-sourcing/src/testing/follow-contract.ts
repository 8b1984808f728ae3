import { eventsOf } from '../event-store.js';
import type { EventStore, Followed, Position } from '../event-store.js';
import {
  event,
  events,
  eventsIn,
  eventually,
  followUntil,
  isCaughtUp,
  newCategory,
  pause,
  place,
  said,
  streamOf,
} from './fixtures.js';
import type { StoreUnderTest } from './fixtures.js';

export const followContract = (
  store: () => EventStore,
  open: () => Promise<StoreUnderTest>,
): void => {
  const countIs = (count: number) => (seen: readonly Followed[]) => eventsIn(seen).length >= count;

  describe('follow', () => {
    it('an empty store: caught up, with nothing before', async () => {
      const empty = await open();
      const seen = await followUntil(empty.store, 'all', isCaughtUp);
      expect(seen).toEqual([{ kind: 'caught up', position: undefined }]);
      expect(await empty.store.head()).toBeUndefined();
      await empty.dispose();
    });

    it("'prefix, from start': events, then caught up, then what is appended", async () => {
      const category = newCategory();
      const stream = streamOf(category);
      await store().append(stream, 'none', events(4));
      const seen = await followUntil(store(), [category], countIs(6), {
        handle: async (it) => {
          if (it.kind === 'caught up') await store().append(stream, 3n, events(2));
        },
      });
      expect(said(seen)).toEqual([0, 1, 2, 3, 'caught up', 4, 5]);
    });

    it("'prefix, from the position of an event, exclusive'", async () => {
      const category = newCategory();
      const stream = streamOf(category);
      const { position } = await store().append(stream, 'none', events(2));
      await store().append(stream, 1n, events(2));
      const seen = await followUntil(store(), [category], isCaughtUp, { after: position });
      expect(said(seen)).toEqual([2, 3, 'caught up']);
    });

    it("'from end, then 2 appended'", async () => {
      const category = newCategory();
      const stream = streamOf(category);
      await store().append(stream, 'none', events(3));
      const after = await store().head();
      const seen = await followUntil(store(), [category], countIs(2), {
        after,
        handle: async (it) => {
          if (it.kind === 'caught up') await store().append(stream, 2n, events(2));
        },
      });
      expect(said(seen)).toEqual(['caught up', 3, 4]);
    });

    it("'two prefixes': the categories asked for, in the order of the store", async () => {
      const [one, two, other] = [newCategory(), newCategory(), newCategory()];
      const streams = [one, two, other, one].map(streamOf);
      for (const stream of streams) await store().append(stream, 'none', events(2));
      await store().append(streams[0]!, 1n, [event()]);
      const seen = await followUntil(store(), [one, two], isCaughtUp);
      expect(eventsIn(seen).map(place)).toEqual([
        `${streams[0]}@0`,
        `${streams[0]}@1`,
        `${streams[1]}@0`,
        `${streams[1]}@1`,
        `${streams[3]}@0`,
        `${streams[3]}@1`,
        `${streams[0]}@2`,
      ]);
    });

    it('a category is the whole word before the first dash', async () => {
      const category = newCategory();
      await store().append(`${category}More-1`, 'none', [event()]);
      await store().append(`${category}-1-${category}`, 'none', [event()]);
      const seen = await followUntil(store(), [category], isCaughtUp);
      expect(eventsIn(seen).map(place)).toEqual([`${category}-1-${category}@0`]);
    });

    it('gives what a read gives, whole', async () => {
      const category = newCategory();
      const stream = streamOf(category);
      await store().append(stream, 'none', [event({ type: 'Seen' })]);
      const [followed] = eventsIn(await followUntil(store(), [category], isCaughtUp));
      expect(await eventsOf(store().read(stream))).toEqual([followed]);
    });

    it('all leaves out access records; their own category gives them', async () => {
      const after = await store().head();
      const category = newCategory();
      const access = streamOf(`${category}Access`);
      await store().append(access, 'none', events(2));
      await store().append(streamOf(category), 'none', [event()]);
      const everything = await followUntil(store(), 'all', isCaughtUp, { after });
      expect(eventsIn(everything).map((it) => it.stream)).not.toContain(access);
      expect(countIs(1)(everything)).toBe(true);
      const records = await followUntil(store(), [`${category}Access`], isCaughtUp);
      expect(eventsIn(records)).toHaveLength(2);
    });

    it('ends without an error when aborted, also while waiting', async () => {
      const abort = new AbortController();
      const waiting = (async () => {
        for await (const it of store().follow({
          categories: [newCategory()],
          signal: abort.signal,
        })) {
          if (it.kind === 'caught up') setTimeout(() => abort.abort(), 10);
        }
        return 'ended';
      })();
      await expect(waiting).resolves.toBe('ended');
      const already = store().follow({ categories: 'all', signal: AbortSignal.abort() });
      for await (const it of already) throw new Error(`Not expected: ${it.kind}`);
    });

    it('refuses what is no position', async () => {
      const following = followUntil(store(), 'all', isCaughtUp, { after: 'nowhere' as Position });
      await expect(following).rejects.toBeInstanceOf(TypeError);
    });

    it("'from a position that no event has': the store was restored, nothing is skipped", async () => {
      const after = '9'.repeat(20) as Position;
      const following = followUntil(store(), 'all', isCaughtUp, { after });
      await expect(following).rejects.toThrow(/beyond the end/);
    });

    it('one follower may stay away as long as it likes, others go on', async () => {
      const category = newCategory();
      const stream = streamOf(category);
      await store().append(stream, 'none', events(3));
      const abort = new AbortController();
      const following = store().follow({ categories: [category], signal: abort.signal });
      const idle = following[Symbol.asyncIterator]();
      const seen: Followed[] = [];
      const take = async () => seen.push((await idle.next()).value as Followed);
      while (eventsIn(seen).length === 0) await take();
      await store().append(stream, 2n, events(400));
      expect(eventsIn(await followUntil(store(), [category], isCaughtUp))).toHaveLength(403);
      while (eventsIn(seen).length < 403) await take();
      expect(eventsIn(seen).map((it) => Number(it.revision))).toEqual([...Array(403).keys()]);
      abort.abort();
      await idle.return?.();
    });
  });

  describe('checkpoints', () => {
    it("'200 events, slow async iterator': never ahead of what was handled", async () => {
      const category = newCategory();
      const stream = streamOf(category);
      await store().append(stream, 'none', events(100));
      await store().append(stream, 99n, events(100));
      const places = (await eventsOf(store().read(stream))).map((it) => it.position);
      let handled = 0;
      const ahead: Followed[] = [];
      const seen = await followUntil(store(), [category], isCaughtUp, {
        handle: async (it) => {
          if (it.kind === 'page') {
            await pause(it.events.length);
            handled += it.events.length;
          }
          if (places.some((place, at) => at >= handled && place <= (it.position ?? '')))
            ahead.push(it);
        },
      });
      expect(ahead).toEqual([]);
      expect(said(seen)).toEqual([...places.keys(), 'caught up']);
    });

    it("'checkpoints: some, rising, each one a place to resume from': a consumer that crashes after each one misses nothing", async () => {
      const category = newCategory();
      const stream = streamOf(category);
      const writing = (async () => {
        for (let revision = -1n; revision < 199n; revision += 1n) {
          await store().append(stream, revision < 0n ? 'none' : revision, [event()]);
          if (revision % 20n === 0n) await pause(3);
        }
      })();
      const handled: number[] = [];
      const checkpoints: string[] = [];
      let after: Position | undefined;
      while (handled.length < 200) {
        const seen = await followUntil(store(), [category], (so) => so.at(-1)?.kind === 'page', {
          after,
          handle: (it) => (it.kind === 'page' ? pause(it.events.length) : undefined),
        });
        handled.push(...eventsIn(seen).map((it) => Number(it.revision)));
        after = (seen.at(-1) as { position: Position }).position;
        checkpoints.push(after);
      }
      await writing;
      expect(handled).toEqual([...Array(200).keys()]);
      expect(checkpoints).toEqual([...checkpoints].sort());
      expect(new Set(checkpoints).size).toBe(checkpoints.length);
    });

    it("'checkpoints while nothing matches': soon after an append elsewhere", async () => {
      const quiet = newCategory();
      const abort = new AbortController();
      let reached = '';
      let ready = false;
      const following = (async () => {
        for await (const it of store().follow({ categories: [quiet], signal: abort.signal })) {
          if (it.kind === 'caught up') ready = true;
          if (it.kind === 'page') reached = it.position;
        }
      })();
      await eventually(() => ready);
      for (let time = 0; time < 5; time += 1) {
        const { position } = await store().append(streamOf(newCategory()), 'none', [event()]);
        await eventually(() => reached >= position);
      }
      abort.abort();
      await following;
    });

    it('a consumer that throws resumes from its checkpoint', async () => {
      const category = newCategory();
      await store().append(streamOf(category), 'none', events(5));
      const failing = followUntil(store(), [category], isCaughtUp, {
        handle: () => {
          throw new Error('cannot handle this');
        },
      });
      await expect(failing).rejects.toThrow('cannot handle this');
      expect(eventsIn(await followUntil(store(), [category], isCaughtUp))).toHaveLength(5);
    });
  });
};
