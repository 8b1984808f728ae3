import { readdirSync, readFileSync } from 'node:fs';
import { isForgotten } from '@onestory/kernel';
import type { AnyFact, EventId } from '@onestory/kernel';
import type { History, Metadata, StoredEvent, StreamName } from '@onestory/event-sourcing';
import { InMemoryKeyStore, refsIn } from '@onestory/personal-data';
import { fold, on, recorded } from './given.js';

export interface StoredShapes<State> {
  /** Folder of `<category>-<place>-<Type>.json`: every shape ever stored, as it reads decrypted. */
  readonly fixtures: URL;
  /** Part of the state that they fold to, remembered and forgotten alike. */
  readonly tells?: object;
  /** Part of whom the stream is about. */
  readonly about?: object;
  /** Words of the fixtures that are not stored in clear. */
  readonly personal?: readonly string[];
  /** Values of that state which are gone when the keys are. */
  readonly forgets?: (state: State) => readonly unknown[];
}

/** With the id of its event, where another fixture names it. */
type Fixture<F extends AnyFact> = F & { readonly id?: EventId };

const fixturesIn = <F extends AnyFact>(folder: URL, category: string): readonly Fixture<F>[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${category}-`))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Fixture<F>);

/** Writes the fixtures as a service does, under keys of their owners. */
const storing = <S, F extends AnyFact>(
  { evolution, codec, about }: History<S, F>,
  fixtures: readonly Fixture<F>[],
) => {
  const told = fixtures.map(({ id, ...fact }) =>
    on('2026-01-05T09:00:00Z', fact as unknown as F, id && { id }),
  );
  const whom = about(fold(evolution, ...told));
  const events = recorded(evolution.category, told).map(
    ({ type, data, id, stream, revision, ...recording }) => ({
      place: { stream: stream as StreamName, revision, position: String(revision), storedAt: 0 },
      event: {
        fact: { type, data } as unknown as F,
        id,
        recording: { ...recording, ...whom } as unknown as Metadata,
      },
    }),
  );
  return async (keys: InMemoryKeyStore): Promise<readonly StoredEvent[]> => {
    const [first] = events;
    const sealed = await codec.encode(
      events.map(({ event }) => event),
      first!.place.stream,
      keys,
    );
    return sealed.map((it, n) => ({ ...it, ...events[n]!.place }) as unknown as StoredEvent);
  };
};

/** Specifies that what was ever stored stays readable: today, and once everybody in it is forgotten. */
export const everyStoredShape = <S, F extends AnyFact>(
  history: History<S, F>,
  { fixtures: folder, tells = {}, about = {}, personal = [], forgets }: StoredShapes<S>,
): void =>
  describe(`the history of ${history.evolution.category}`, () => {
    const { evolution, codec } = history;
    const fixtures = fixturesIn<F>(folder, evolution.category);
    const write = storing(history, fixtures);
    const read = async (keys: InMemoryKeyStore, events: readonly StoredEvent[]) => {
      const facts = await codec.decode(events, keys);
      const state = facts.reduce((past, it) => evolution.evolve(past, it), evolution.initial);
      return { facts, state };
    };

    it('has an example of every stored type', () =>
      expect(new Set(fixtures.map(({ type }) => type))).toEqual(
        new Set(Object.values(codec.types)),
      ));

    it('reads back what it wrote, with nothing personal in clear', async () => {
      const keys = new InMemoryKeyStore();
      const events = await write(keys);
      const { facts } = await read(keys, events);
      const written = fixtures.map(({ type, data }) => ({ type, data }));
      expect(facts.map(({ type, data }) => ({ type, data }))).toEqual(written);
      const stored = events.map(({ data }) => data).join();
      for (const word of personal) {
        expect(JSON.stringify(written)).toContain(word);
        expect(stored).not.toContain(word);
      }
    });

    it('folds into a state that knows whom it is about', async () => {
      const keys = new InMemoryKeyStore();
      const { state } = await read(keys, await write(keys));
      expect(state).not.toEqual(evolution.initial);
      expect(state).toMatchObject(tells);
      expect(history.about(state)).toMatchObject(about);
    });

    it('still folds when everybody in it is forgotten', async () => {
      const keys = new InMemoryKeyStore();
      const events = await write(keys);
      const refs = events.flatMap((event) => [...refsIn(JSON.parse(event.data))]);
      for (const ref of refs) await keys.destroy(ref);
      const { state } = await read(keys, events);
      expect(state).not.toEqual(evolution.initial);
      expect(state).toMatchObject(tells);
      expect(history.about(state)).toMatchObject(about);
      for (const value of forgets?.(state) ?? []) expect(isForgotten(value)).toBe(true);
    });
  });
