import { newId } from '@onestory/kernel';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { KeyDestroyed, keyRef } from '../keys.js';
import type { KeyRef, KeyStore } from '../keys.js';

/** Two stores on the same keys: two processes, where the adapter allows for that, else twice the same. */
export interface KeyStoresUnderTest {
  readonly one: KeyStore;
  readonly other: KeyStore;
}

const childRef = (): KeyRef => keyRef({ person: newId<ChildId>(), class: 'identity' });
const many = (count: number): readonly KeyRef[] => Array.from({ length: count }, childRef);
const hex = (key: Uint8Array | 'destroyed' | undefined): string =>
  Buffer.from(key ?? []).toString('hex');

/** What every key store promises. `stores` gives those of the running test. */
export const keyStoreContract = (stores: () => KeyStoresUnderTest): void => {
  describe('a key', () => {
    it('is made when it is first needed, of 32 bytes, unlike any other', async () => {
      const refs = many(100);
      const keys = await stores().one.toEncrypt(refs);
      expect(new Set(keys.keys())).toEqual(new Set(refs));
      expect(new Set([...keys.values()].map(hex)).size).toBe(100);
      for (const key of keys.values()) expect(key).toHaveLength(32);
    });

    it('is the same ever after, whoever asks', async () => {
      const { one, other } = stores();
      const refs = many(3);
      const made = await one.toEncrypt(refs);
      for (const store of [one, other])
        for (const again of [await store.toEncrypt(refs), await store.toDecrypt(refs)])
          for (const ref of refs) expect(hex(again.get(ref))).toBe(hex(made.get(ref)));
    });

    it('is made once for a hundred that ask at the same moment', async () => {
      const { one, other } = stores();
      const refs = many(5);
      const asked = Array.from({ length: 100 }, (_, index) =>
        (index % 2 ? one : other).toEncrypt(index % 3 ? refs : [...refs].reverse()),
      );
      const keys = await Promise.all(asked);
      for (const ref of refs)
        expect(new Set(keys.map((found) => hex(found.get(ref)))).size).toBe(1);
    });

    it('is of its class: a person has one for each', async () => {
      const person = newId<ChildId>();
      const identity = keyRef({ person, class: 'identity' });
      const contact = keyRef({ person, class: 'contact' });
      const keys = await stores().one.toEncrypt([identity, contact]);
      expect(hex(keys.get(identity))).not.toBe(hex(keys.get(contact)));
    });

    it('is missing until it is made, which reading does not do, and is not said to be destroyed', async () => {
      const { one } = stores();
      const ref = childRef();
      expect((await one.toDecrypt([ref])).size).toBe(0);
      await one.toEncrypt([ref]);
      expect([...(await one.toDecrypt([ref, childRef()])).keys()]).toEqual([ref]);
    });

    it('is named once, however often it is asked for in one question', async () => {
      const ref = childRef();
      expect((await stores().one.toEncrypt([ref, ref])).size).toBe(1);
      expect((await stores().one.toEncrypt([])).size).toBe(0);
    });
  });

  describe('a destroyed key', () => {
    it('is known to be destroyed from then on, and its neighbours are not', async () => {
      const { one } = stores();
      const [gone, stays] = [childRef(), keyRef({ episode: newId<EpisodeId>() })];
      const made = await one.toEncrypt([gone, stays]);
      await one.destroy(gone);
      const found = await one.toDecrypt([gone, stays]);
      expect(found.get(gone)).toBe('destroyed');
      expect(hex(found.get(stays))).toBe(hex(made.get(stays)));
    });

    it('stays destroyed: nothing is encrypted under it again', async () => {
      const { one, other } = stores();
      const ref = childRef();
      await one.toEncrypt([ref]);
      await one.destroy(ref);
      await one.destroy(ref);
      for (const store of [one, other]) {
        await expect(store.toEncrypt([childRef(), ref])).rejects.toThrow(new KeyDestroyed(ref));
        expect((await store.toDecrypt([ref])).get(ref)).toBe('destroyed');
      }
    });

    it('cannot be made, where it was destroyed before it was ever needed', async () => {
      const ref = childRef();
      await stores().one.destroy(ref);
      await expect(stores().other.toEncrypt([ref])).rejects.toThrow(KeyDestroyed);
      expect((await stores().other.toDecrypt([ref])).get(ref)).toBe('destroyed');
    });

    it('disturbs nobody who asks for others at the same moment', async () => {
      const { one } = stores();
      const [gone, stays] = [childRef(), childRef()];
      await one.destroy(gone);
      const answers = await Promise.allSettled([one.toEncrypt([gone]), one.toEncrypt([stays])]);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    });

    it('is known at once to who asked while it was destroyed, and asks again', async () => {
      const { one } = stores();
      const ref = childRef();
      await one.toEncrypt([ref]);
      await Promise.all([one.toDecrypt([ref]), one.destroy(ref), one.toDecrypt([ref])]);
      expect((await one.toDecrypt([ref])).get(ref)).toBe('destroyed');
    });
  });
};
