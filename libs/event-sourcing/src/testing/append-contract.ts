import { randomUUID } from 'node:crypto';
import { AppendTooLarge, eventsOf, isClearRefusal, LARGEST_APPEND } from '../event-store.js';
import type { EventStore, NewEvent } from '../event-store.js';
import { event, events, newStream, outcome, revisions, streamAtTwo } from './fixtures.js';

export const appendContract = (store: () => EventStore): void => {
  describe('append at an expected revision', () => {
    it("'missing stream, no_stream': success", async () =>
      expect(await outcome(store().append(newStream(), 'none', [event()]))).toBe('revision 0'));

    it("'missing stream, revision 0': conflict", async () =>
      expect(await outcome(store().append(newStream(), 0n, [event()]))).toBe(
        'conflict: 0, actual none',
      ));

    it.each([
      ['stream at 2, new id, 2n', 2n, 'revision 3'],
      ['stream at 2, new id, 1n', 1n, 'conflict: 1, actual 2'],
      ['stream at 2, new id, 5n', 5n, 'conflict: 5, actual 2'],
      ['stream at 2, new id, no_stream', 'none', 'conflict: none, actual 2'],
    ] as const)("'%s'", async (_, expected, answer) => {
      const { stream } = await streamAtTwo(store());
      expect(await outcome(store().append(stream, expected, [event()]))).toBe(answer);
    });

    it("'500 events at once': all of them, in their order", async () => {
      const stream = newStream();
      const many = events(500);
      expect(await outcome(store().append(stream, 'none', many))).toBe('revision 499');
      const stored = await eventsOf(store().read(stream));
      expect(stored.map((it) => it.id)).toEqual(many.map((it) => it.id));
      expect(stored.map((it) => it.revision)).toEqual(many.map((_, index) => BigInt(index)));
    });

    it('answers with the revision and position of its last event', async () => {
      const { stream, appended } = await streamAtTwo(store());
      const [last] = await eventsOf(store().read(stream, { from: 2n }));
      expect({ revision: last!.revision, position: last!.position }).toEqual(appended);
    });

    it('of several events to one stream at once, in the order of the calls', async () => {
      const stream = newStream();
      const three = events(3);
      const answers = await Promise.all([
        outcome(store().append(stream, 'none', [three[0]!])),
        outcome(store().append(stream, 0n, [three[1]!])),
        outcome(store().append(stream, 0n, [event()])),
        outcome(store().append(stream, 1n, [three[2]!])),
      ]);
      expect(answers).toEqual(['revision 0', 'revision 1', 'conflict: 0, actual 1', 'revision 2']);
      expect((await eventsOf(store().read(stream))).map((it) => it.id)).toEqual(
        three.map((it) => it.id),
      );
    });
  });

  describe('append again with the same ids', () => {
    it.each<[string, bigint | 'none', (three: NewEvent[]) => NewEvent[], string, number]>([
      ['stream at 2, its 3 ids again, no_stream', 'none', (it) => it, 'revision 2', 3],
      [
        'stream at 2, first 2 of its 3 ids again, no_stream',
        'none',
        (it) => it.slice(0, 2),
        'revision 1',
        3,
      ],
      [
        'stream at 2, last 2 of its 3 ids again, revision 0',
        0n,
        (it) => it.slice(1),
        'revision 2',
        3,
      ],
      [
        'stream at 2, its 3 ids and a new one, no_stream',
        'none',
        (it) => [...it, event()],
        'conflict: none, actual 2',
        3,
      ],
      [
        'stream at 2, its last id and a new one, revision 1',
        1n,
        (it) => [it[2]!, event()],
        'conflict: 1, actual 2',
        3,
      ],
      ['stream at 2, its last id again, revision 2', 2n, (it) => [it[2]!], 'revision 3', 4],
      [
        'stream at 2, its ids with other types and payloads, no_stream',
        'none',
        (it) => it.map(({ id }) => event({ id, type: 'Other', data: '{"other":true}' })),
        'revision 2',
        3,
      ],
      [
        'an id of it in another place, no_stream',
        'none',
        (it) => [it[1]!],
        'conflict: none, actual 2',
        3,
      ],
    ])("'%s'", async (_, expected, again, answer, stored) => {
      const { stream, three } = await streamAtTwo(store());
      expect(await outcome(store().append(stream, expected, again(three)))).toBe(answer);
      expect(await revisions(store(), stream)).toHaveLength(stored);
    });

    it("'the position of an idempotent append is that of the first'", async () => {
      const { stream, three, appended } = await streamAtTwo(store());
      expect(await store().append(stream, 'none', three)).toEqual(appended);
    });

    it("'stream at 6, its first 3 ids again, no_stream': even when others followed", async () => {
      const { stream, three, appended } = await streamAtTwo(store());
      await store().append(stream, 2n, events(4));
      expect(await store().append(stream, 'none', three)).toEqual(appended);
      expect(await revisions(store(), stream)).toHaveLength(7);
    });

    it('keeps what was stored the first time', async () => {
      const { stream, three } = await streamAtTwo(store());
      await store().append(
        stream,
        'none',
        three.map((it) => ({ ...it, data: '{"other":1}' })),
      );
      const [first] = await eventsOf(store().read(stream));
      expect(Buffer.from(first!.data).toString()).toBe('{"what":"something"}');
    });

    it('while the first is still under way: both succeed, stored once', async () => {
      const stream = newStream();
      const same = events(2);
      const answers = await Promise.all([
        store().append(stream, 'none', same),
        store().append(stream, 'none', same),
      ]);
      expect(answers[0]).toEqual(answers[1]);
      expect(await revisions(store(), stream)).toEqual([0n, 1n]);
    });

    it('takes an id in capitals for the same', async () => {
      const { stream, three, appended } = await streamAtTwo(store());
      const capitals = three.map((it) => ({ ...it, id: it.id.toUpperCase() }));
      expect(await store().append(stream, 'none', capitals)).toEqual(appended);
    });

    it("'ids that another stream holds': ids are unique per place only", async () => {
      const { three } = await streamAtTwo(store());
      expect(await outcome(store().append(newStream(), 'none', three))).toBe('revision 2');
    });

    it("'the same id twice in one append': stored twice", async () => {
      const stream = newStream();
      const once = event();
      const appended = await store().append(stream, 'none', [once, once]);
      const last = (await eventsOf(store().read(stream))).at(-1)!;
      expect(appended).toEqual({ revision: 1n, position: last.position });
    });
  });

  describe('append refuses before the call', () => {
    const sized = (bytes: number) => event({ data: ' '.repeat(bytes) });

    it(`'10 events of 100,000 bytes at once': up to ${LARGEST_APPEND} bytes always fit`, async () => {
      const ten = Array.from({ length: 10 }, () => sized(99_900));
      expect(await outcome(store().append(newStream(), 'none', ten))).toBe('revision 9');
    });

    it.each([
      ['one event of 1100000 bytes', [1_100_000]],
      ['20 events of 100,000 bytes at once', Array<number>(20).fill(100_000)],
      ['one event of 20000000 bytes', [20_000_000]],
    ])("'%s': too large, nothing stored, neighbours unharmed", async (_, sizes) => {
      const stream = newStream();
      const tooLarge = store().append(stream, 'none', sizes.map(sized));
      const neighbours = Array.from({ length: 20 }, () =>
        store().append(newStream(), 'none', [event()]),
      );
      await expect(tooLarge).rejects.toBeInstanceOf(AppendTooLarge);
      await expect(tooLarge.catch(isClearRefusal)).resolves.toBe(true);
      await Promise.all(neighbours);
      expect(await revisions(store(), stream)).toEqual([]);
    });

    it.each<[string, string, bigint | 'none', NewEvent[]]>([
      ['empty stream name', '', 'none', [event()]],
      ['a stream name without a dash', 'thing', 'none', [event()]],
      ['a stream name without a category', '-1', 'none', [event()]],
      ['a stream name without an id', 'thing-', 'none', [event()]],
      ['a stream name with NUL', 'thing-\0', 'none', [event()]],
      ['a stream name with a lone surrogate', 'thing-\ud83d', 'none', [event()]],
      [
        'a stream name that no index holds',
        `thing-${'\u{1f9d2}'.repeat(1_000)}`,
        'none',
        [event()],
      ],
      ['empty event type', 'thing-1', 'none', [event({ type: '' })]],
      ['an event type with NUL', 'thing-1', 'none', [event({ type: 'Hap\0pened' })]],
      ['id that is no uuid', 'thing-1', 'none', [event({ id: 'no uuid' })]],
      ['an empty id', 'thing-1', 'none', [event({ id: '' })]],
      ['expected revision -5', 'thing-1', -5n, [event()]],
      ['an expected revision of more than 63 bits', 'thing-1', 2n ** 63n, [event()]],
      ['an expected revision after which there is none', 'thing-1', 2n ** 63n - 1n, [event()]],
      ['revisions that pass 63 bits', 'thing-1', 2n ** 63n - 3n, [event(), event(), event()]],
      ['no events', 'thing-1', 'none', []],
    ])("'%s': a TypeError, neighbours unharmed", async (_, stream, expected, given) => {
      const refused = store().append(stream as `${string}-${string}`, expected, given);
      const neighbours = Array.from({ length: 20 }, () =>
        store().append(newStream(), 'none', [event()]),
      );
      await expect(refused).rejects.toBeInstanceOf(TypeError);
      await Promise.all(neighbours);
    });

    it.each([
      ['stream name that starts with $', () => `$thing-${randomUUID()}`],
      ['stream name with spaces and non-ASCII letters', () => `Zoë and 子-${randomUUID()}`],
      ['stream name of 1,000 characters', () => `thing-${randomUUID()}${'x'.repeat(958)}`],
    ])("'%s': as any other", async (_, name) => {
      const stream = name() as `${string}-${string}`;
      expect(await outcome(store().append(stream, 'none', [event()]))).toBe('revision 0');
      expect((await eventsOf(store().read(stream))).map((it) => it.stream)).toEqual([stream]);
    });
  });
};
