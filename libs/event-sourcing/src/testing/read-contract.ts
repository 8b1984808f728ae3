import { eventsOf } from '../event-store.js';
import type { EventStore, NewEvent } from '../event-store.js';
import { all, event, events, newStream, revisions } from './fixtures.js';

/** One of each 97 code points, those that have no letter left out: as text, not as JSON. */
const everyLetter = Array.from({ length: Math.floor(0x10ffff / 97) }, (_, nth) => nth * 97 + 1)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .join('');

export const readContract = (store: () => EventStore): void => {
  describe('read forwards', () => {
    const streamOfTen = async () => {
      const stream = newStream();
      await store().append(stream, 'none', events(10));
      return stream;
    };

    it("'forwards'", async () =>
      expect(await revisions(store(), await streamOfTen())).toEqual([
        0n,
        1n,
        2n,
        3n,
        4n,
        5n,
        6n,
        7n,
        8n,
        9n,
      ]));

    it("'forwards from 3': inclusive", async () =>
      expect(await revisions(store(), await streamOfTen(), 3n)).toEqual([
        3n,
        4n,
        5n,
        6n,
        7n,
        8n,
        9n,
      ]));

    it.each([10n, 99n, 2n ** 64n])("'forwards from 99': from %s nothing", async (from) =>
      expect(await revisions(store(), await streamOfTen(), from)).toEqual([]),
    );

    it('what stands at a position, or before it', async () => {
      const [first, second] = [event(), event()];
      const { position } = await store().append(newStream(), 'none', [first]);
      const later = await store().append(newStream(), 'none', [second]);
      expect(await store().eventAt(position)).toBe(first.id);
      expect(await store().eventAt(later.position)).toBe(second.id);
      const head = (await store().head())!;
      const beyond = head.replace(/^./, '9') as typeof head;
      expect(await store().eventAt(beyond)).toBe(await store().eventAt(head));
    });

    it("'missing stream, forwards': nothing, as the port says", async () =>
      expect(await revisions(store(), newStream())).toEqual([]));

    it('one stream and not those that its name begins', async () => {
      const stream = newStream();
      await store().append(stream, 'none', [event()]);
      await store().append(`${stream}0`, 'none', events(3));
      expect(await revisions(store(), stream)).toEqual([0n]);
    });

    it('a stream of several pages, each event once', async () => {
      const stream = newStream();
      for (let page = 0; page < 5; page += 1) {
        await store().append(stream, page === 0 ? 'none' : BigInt(page * 500 - 1), events(500));
      }
      const found = await revisions(store(), stream);
      expect(found).toEqual(Array.from({ length: 2_500 }, (_, index) => BigInt(index)));
    });

    it('a stream of large events, each once', async () => {
      const stream = newStream();
      for (let revision = -1n; revision < 7n; revision += 1n) {
        const large = event({ data: String(revision + 1n).repeat(900_000) });
        await store().append(stream, revision < 0n ? 'none' : revision, [large]);
      }
      const found = await eventsOf(store().read(stream));
      expect(found.map((it) => it.data.at(-1))).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    });

    it('gives back every letter', async () => {
      const stream = newStream();
      const texts = [
        '{ "b":1,\n "a":2, "a":3 }',
        '{"name":"Zoë 子供 👩‍👧‍👦 \u202e","nul":"\\u0000","half":"\\ud83d"}',
        '{"n":1.50,"big":12345678901234567890}',
        'null',
      ];
      const given = texts.map((text) => event({ data: text, metadata: `[${text}]` }));
      given.push(event({ data: everyLetter, metadata: '' }));
      await store().append(stream, 'none', given);
      const found = await eventsOf(store().read(stream));
      const json = ({ data, metadata }: NewEvent) => ({ data, metadata });
      expect(found.map(json)).toEqual(given.map(json));
      expect(found.map(({ id, type }) => ({ id, type }))).toEqual(
        given.map(({ id, type }) => ({ id, type })),
      );
    });

    it.each(['\0', '"\ud83d"', '"\ude00"'])('refuses %j, which JSON escapes', async (text) => {
      const stream = newStream();
      for (const part of [{ data: text }, { metadata: text }])
        await expect(store().append(stream, 'none', [event(part)])).rejects.toThrow(TypeError);
      expect(await revisions(store(), stream)).toEqual([]);
    });

    it("says when the store stored it: 'created: Date, now'", async () => {
      const stream = newStream();
      await store().append(stream, 'none', [event()]);
      const [found] = await eventsOf(store().read(stream));
      expect(Math.abs(found!.storedAt - Date.now())).toBeLessThan(10_000);
    });

    it('throws when aborted: part of a stream must not pass for the whole', async () => {
      const stream = await streamOfTen();
      const abort = new AbortController();
      const found: bigint[] = [];
      const reading = (async () => {
        for await (const page of store().read(stream, { signal: abort.signal })) {
          found.push(...page.map((it) => it.revision));
          abort.abort();
        }
      })();
      await expect(reading).rejects.toThrow(/abort/i);
      expect(found[0]).toBe(0n);
      const aborted = eventsOf(store().read(stream, { signal: abort.signal }));
      await expect(aborted).rejects.toThrow(/abort/i);
    });

    it('can be left half way, again and again', async () => {
      const stream = await streamOfTen();
      for (let time = 0; time < 20; time += 1) {
        for await (const [first] of store().read(stream)) {
          expect(first!.revision).toBe(0n);
          break;
        }
      }
      expect(await revisions(store(), stream)).toHaveLength(10);
    });

    it('gives no empty page, not even of an unknown stream or from beyond its end', async () => {
      const stream = await streamOfTen();
      expect(await all(store().read(newStream()))).toEqual([]);
      expect(await all(store().read(stream, { from: 10n }))).toEqual([]);
      for (const page of await all(store().read(stream))) expect(page).not.toEqual([]);
    });
  });
};
