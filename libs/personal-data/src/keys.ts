import type { EpisodeId, PersonId } from '@onestory/kernel';

declare const brand: unique symbol;

/** What kind of personal value: each class of a person has a key of its own, so it can be forgotten alone. */
export type PersonalClass = 'identity' | 'contact' | 'narrative' | 'need';

/** Whose key a field is under. Text about several people is under the episode's key. */
export type KeyOwner =
  | { readonly person: PersonId; readonly class: PersonalClass }
  | { readonly episode: EpisodeId }
  | { readonly search: string }
  /** Nobody's: a secret that all processes of an installation share. */
  | { readonly installation: 'tokens' };

/** `person:<id>:<class>`, `episode:<id>`, `search:<id>` or `installation:tokens`: opaque ids only. */
export type KeyRef = string & { readonly [brand]: 'keyRef' };

export const keyRef = (owner: KeyOwner): KeyRef =>
  ('person' in owner
    ? `person:${owner.person}:${owner.class}`
    : 'episode' in owner
      ? `episode:${owner.episode}`
      : 'search' in owner
        ? `search:${owner.search}`
        : `installation:${owner.installation}`) as KeyRef;

/** 32 bytes for AES-256-GCM, unwrapped; lives in memory for at most 60 s. */
export type PersonalKey = Uint8Array;

/** What became of a key whose owner is forgotten. Its row stays, so that it cannot be made again. */
export type DestroyedKey = 'destroyed';

/** Keys per owner, wrapped by a master key that is never in the database. */
export interface KeyStore {
  /** Existing keys, or new ones (insert if absent, read back). @throws KeyDestroyed */
  toEncrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>>;
  /**
   * One query for all. Only a key that is known to be destroyed reads as such: its values are forgotten. A key
   * without a row is missing from the answer, and reading its values is {@link KeyMissing}.
   */
  toDecrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey | DestroyedKey>>;
  /** Final: the key cannot be made again. Empties caches. */
  destroy(ref: KeyRef): Promise<void>;
}

export class KeyDestroyed extends Error {
  constructor(readonly ref: KeyRef) {
    super(`The key ${ref} is destroyed: nothing new can be recorded under it.`);
    this.name = 'KeyDestroyed';
  }
}

/**
 * Something was encrypted under a key that has no row: rows were lost, or restored from a backup that is older
 * than the events. Never forgotten: nobody decided that.
 */
export class KeyMissing extends Error {
  constructor(readonly ref: KeyRef) {
    super(
      `The key ${ref} is missing, and values are encrypted under it. It was not destroyed: its row would say so. ` +
        'Put back the rows of personal_data.wrapped_key from a backup that is no older than the events.',
    );
    this.name = 'KeyMissing';
  }
}
