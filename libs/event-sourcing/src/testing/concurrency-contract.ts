import { eventsOf, RevisionConflict } from '../event-store.js';
import type { EventStore, Followed, StoredEvent, StreamName } from '../event-store.js';
import {
  event,
  events,
  eventsIn,
  followUntil,
  newCategory,
  newStream,
  outcome,
  place,
  revisions,
  streamOf,
} from './fixtures.js';

const WRITERS = 64;

export const concurrencyContract = (store: () => EventStore): void => {
  describe('concurrent appends', () => {
    it("'64 at once on a missing stream, no_stream, different ids': one wins", async () => {
      const stream = newStream();
      const answers = await Promise.all(
        Array.from({ length: WRITERS }, () => outcome(store().append(stream, 'none', [event()]))),
      );
      expect(answers.filter((it) => it === 'revision 0')).toHaveLength(1);
      expect(answers.filter((it) => it === 'conflict: none, actual 0')).toHaveLength(WRITERS - 1);
    });

    it("'64 at once of the same id, no_stream': stored once, and all are told so", async () => {
      const stream = newStream();
      const same = event();
      const answers = await Promise.all(
        Array.from({ length: WRITERS }, () => outcome(store().append(stream, 'none', [same]))),
      );
      expect(new Set(answers)).toEqual(new Set(['revision 0']));
      expect(await revisions(store(), stream)).toEqual([0n]);
    });

    it('64 writers on one stream: exactly one winner per revision', async () => {
      const stream = newStream();
      const won: bigint[] = [];
      const writer = async () => {
        for (let done = 0, at: bigint | 'none' = 'none'; done < 5;) {
          try {
            const appended: { revision: bigint } = await store().append(stream, at, [event()]);
            at = appended.revision;
            won.push(at);
            done += 1;
          } catch (error) {
            if (!(error instanceof RevisionConflict)) throw error;
            at = error.actual;
          }
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      const each = Array.from({ length: WRITERS * 5 }, (_, index) => BigInt(index));
      expect(won.sort((one, other) => Number(one - other))).toEqual(each);
      expect(await revisions(store(), stream)).toEqual(each);
    });

    it('a refused append never fails its neighbours', async () => {
      const stream = newStream();
      await store().append(stream, 'none', events(1));
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          outcome(
            index % 2 === 0
              ? store().append(stream, 7n, [event()])
              : store().append(newStream(), 'none', events(2)),
          ),
        ),
      );
      expect(new Set(answers.filter((_, index) => index % 2 === 1))).toEqual(
        new Set(['revision 1']),
      );
      expect(new Set(answers.filter((_, index) => index % 2 === 0))).toEqual(
        new Set(['conflict: 7, actual 0']),
      );
    });

    it('followers reading during the writes of 64 streams see every event once, in one order', async () => {
      const categories = [newCategory(), newCategory(), newCategory()];
      const streams = Array.from({ length: WRITERS }, (_, index) =>
        streamOf(categories[index % 3]!),
      );
      const total = WRITERS * 40;
      const after = await store().head();
      const following = [categories, categories, categories.slice(0, 1)].map((wanted) => {
        const expected = wanted.length === 3 ? total : 22 * 40;
        let count = 0;
        const enough = (seen: readonly Followed[]) => {
          count += eventsIn(seen.slice(-1)).length;
          return count === expected;
        };
        return followUntil(store(), wanted, enough, { after });
      });
      await Promise.all(streams.map((stream) => writeForty(store(), stream)));
      const [one, other, part] = (await Promise.all(following)).map(eventsIn);

      const stored: StoredEvent[] = [];
      for (const stream of streams) stored.push(...(await eventsOf(store().read(stream))));
      expect(stored).toHaveLength(total);
      expect(one!.map(place).sort()).toEqual(stored.map(place).sort());
      expect(one!.map((it) => it.id).sort()).toEqual(stored.map((it) => it.id).sort());
      expect(other!.map(place)).toEqual(one!.map(place));
      expect(part!.map(place)).toEqual(
        one!.filter((it) => it.stream.startsWith(`${categories[0]}-`)).map(place),
      );
      expectRising(one!);
    });
  });
};

/** Single events and threes, 40 in all. */
const writeForty = async (store: EventStore, stream: StreamName): Promise<void> => {
  let at: bigint | 'none' = 'none';
  for (let turn = 0; turn < 20; turn += 1) {
    const appended: { revision: bigint } = await store.append(
      stream,
      at,
      events(turn % 2 === 0 ? 1 : 3),
    );
    at = appended.revision;
  }
};

/** Positions rise in the order of handing out, and revisions within each stream, without gaps. */
const expectRising = (seen: readonly StoredEvent[]): void => {
  const positions = seen.map((it) => it.position);
  expect(positions).toEqual([...positions].sort());
  expect(new Set(positions).size).toBe(positions.length);
  const next = new Map<string, bigint>();
  for (const it of seen) {
    expect(it.revision).toBe(next.get(it.stream) ?? 0n);
    next.set(it.stream, it.revision + 1n);
  }
};
