import { randomBytes } from 'node:crypto';
import { KeyDestroyed } from '../../keys.js';
import type { KeyRef, KeyStore, PersonalKey } from '../../keys.js';

/** Keys that end with the process: for tests and for tools that need no history. */
export class InMemoryKeyStore implements KeyStore {
  private readonly keys = new Map<KeyRef, PersonalKey | 'destroyed'>();

  async toEncrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    const destroyed = refs.find((ref) => this.keys.get(ref) === 'destroyed');
    if (destroyed) throw new KeyDestroyed(destroyed);
    for (const ref of refs) if (!this.keys.has(ref)) this.keys.set(ref, randomBytes(32));
    return this.toDecrypt(refs);
  }

  async toDecrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    const found = new Map<KeyRef, PersonalKey>();
    for (const ref of refs) {
      const key = this.keys.get(ref);
      if (key && key !== 'destroyed') found.set(ref, key);
    }
    return found;
  }

  async destroy(ref: KeyRef): Promise<void> {
    this.keys.set(ref, 'destroyed');
  }
}
