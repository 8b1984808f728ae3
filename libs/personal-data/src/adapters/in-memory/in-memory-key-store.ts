import { randomBytes } from 'node:crypto';
import { KeyDestroyed } from '../../keys.js';
import type { DestroyedKey, KeyRef, KeyStore, PersonalKey } from '../../keys.js';

/** Keys that end with the process: for tests and for tools that need no history. */
export class InMemoryKeyStore implements KeyStore {
  private readonly keys = new Map<KeyRef, PersonalKey | DestroyedKey>();

  async toEncrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    const destroyed = refs.find((ref) => this.keys.get(ref) === 'destroyed');
    if (destroyed) throw new KeyDestroyed(destroyed);
    const keys = new Map<KeyRef, PersonalKey>();
    for (const ref of refs) {
      const found = this.keys.get(ref);
      keys.set(ref, found instanceof Uint8Array ? found : randomBytes(32));
    }
    for (const [ref, key] of keys) this.keys.set(ref, key);
    return keys;
  }

  async toDecrypt(
    refs: readonly KeyRef[],
  ): Promise<ReadonlyMap<KeyRef, PersonalKey | DestroyedKey>> {
    const found = new Map<KeyRef, PersonalKey | DestroyedKey>();
    for (const ref of refs) {
      const key = this.keys.get(ref);
      if (key) found.set(ref, key);
    }
    return found;
  }

  async destroy(ref: KeyRef): Promise<void> {
    this.keys.set(ref, 'destroyed');
  }
}
