import { readdirSync, readFileSync } from 'node:fs';
import { idFrom } from '@onestory/kernel';
import type { AnyFact } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import type { History, Recording, StoredEvent } from '@onestory/event-sourcing';
import { fold, recorded } from '@onestory/testing';
import { referralHistory } from './referral.codec.js';

const FIXTURES = new URL('fixtures/', import.meta.url);

/** Every shape that was ever stored, as it reads once decrypted, in the order of the codec's facts. */
const storedShapesOf = (category: string, types: readonly string[]): readonly AnyFact[] =>
  readdirSync(FIXTURES)
    .filter((file) => file.startsWith(`${category}.`))
    .map((file) => JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')) as AnyFact)
    .toSorted((one, other) => types.indexOf(one.type) - types.indexOf(other.type));

const keepsEveryShape = <S, F extends AnyFact>(history: History<S, F>): void =>
  describe(`the history of ${history.evolution.category}`, () => {
    const { evolution, codec } = history;
    const types = Object.values(codec.types);
    const facts = storedShapesOf(evolution.category, types) as readonly F[];

    it('has an example of every stored type', () =>
      expect(facts.map(({ type }) => type)).toEqual(expect.arrayContaining(types)));

    it('folds into a state that knows whom it is about', () => {
      const state = fold(evolution, ...facts);
      expect(state).not.toEqual(evolution.initial);
      expect(history.about(state).children).toBeDefined();
    });

    it('reads back what it wrote, personal values under keys of their own', async () => {
      const keys = new InMemoryKeyStore();
      const stream = `${evolution.category}-${idFrom('stream')}` as const;
      const about = history.about(fold(evolution, ...facts));
      const told = recorded(evolution.category, facts);
      const stored = await codec.encode(
        told.map((it, index) => ({
          fact: facts[index] as F,
          id: it.id,
          recording: { ...it, ...about, revision: undefined } as unknown as Recording,
        })),
        stream,
        keys,
      );
      const read = await codec.decode(
        stored.map((it) => ({ ...it, stream, revision: 0n }) as unknown as StoredEvent),
        keys,
      );
      expect(read.map(({ type, data }) => ({ type, data }))).toEqual(facts);
    });
  });

keepsEveryShape(referralHistory);
