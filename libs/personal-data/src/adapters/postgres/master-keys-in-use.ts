import type { Connection, Pool } from '@onestory/postgres';
import { readMasterKeys } from '../../master-key-files.js';
import type { MasterKeys } from '../../master-key-files.js';
import {
  MasterKeyDoesNotOpen,
  MasterKeyMissing,
  openMasterKey,
  WrappedKeyMoved,
} from '../../master-key.js';
import type { MasterKey } from '../../master-key.js';
import type { KeyRef, PersonalKey } from '../../keys.js';

/** A row of `personal_data.wrapped_key`. */
export interface WrappedKey {
  readonly ref: KeyRef;
  /** The master key that wraps it. */
  readonly master_key: string;
  /** Null once destroyed. */
  readonly wrapped: Uint8Array | null;
}

/** Which master key wraps what is new, and which one it replaces until the last row is wrapped anew. */
export interface RegisteredMasterKey {
  readonly id: string;
  readonly replaces: string | null;
}

export type Queryable = Pick<Pool | Connection, 'query'>;

const REGISTER = `insert into personal_data.master_key (id) values ($1) on conflict do nothing`;
// If only the wrapped keys were restored, they say themselves what opens them.
const REGISTERED = `
  select id, replaces from personal_data.master_key
  union all
  (select master_key, null from personal_data.wrapped_key
   where wrapped is not null and not exists (select from personal_data.master_key) limit 1)`;

export const registeredMasterKey = async (
  sql: Queryable,
): Promise<RegisteredMasterKey | undefined> =>
  (await sql.query<RegisteredMasterKey>(REGISTERED)).rows[0];

/** Notes it unless another one is noted already. Resolves with the one that counts. */
export const registerMasterKey = async (
  sql: Queryable,
  id: string,
): Promise<RegisteredMasterKey> => {
  await sql.query(REGISTER, [id]);
  return (await registeredMasterKey(sql))!;
};

/** The id of a master key without which something would not open. */
export const lackingIn = (
  keys: MasterKeys,
  { id, replaces }: RegisteredMasterKey,
): string | undefined =>
  [id, replaces].find((needed) => needed !== null && !keys.has(needed)) ?? undefined;

export const notThere = (path: string, keys: MasterKeys, needed: string): Error => {
  const [found] = keys.keys();
  return found === undefined
    ? new MasterKeyMissing(path, needed)
    : new MasterKeyDoesNotOpen(path, found, needed);
};

/** Looks at the files anew, as they are changed while this process runs. */
export class MasterKeysInUse {
  private constructor(
    private readonly sql: Queryable,
    private readonly path: string,
    private keys: MasterKeys,
    private registered: RegisteredMasterKey,
  ) {}

  /**
   * The first master key used on a database is noted before the first key is wrapped; from then on only that one,
   * or the one that replaced it, will do.
   * @throws MasterKeyMissing, MasterKeyDoesNotOpen, MasterKeyDamaged
   */
  static async open(sql: Queryable, path: string): Promise<MasterKeysInUse> {
    let registered =
      (await registeredMasterKey(sql)) ??
      (await registerMasterKey(sql, (await openMasterKey(path)).id));
    for (;;) {
      const keys = await readMasterKeys(path);
      const lacking = lackingIn(keys, registered);
      // It may have been replaced, or retired, between the two looks.
      const again = lacking
        ? await registeredMasterKey(sql)
        : await registerMasterKey(sql, registered.id);
      const isSame = again?.id === registered.id && again.replaces === registered.replaces;
      if (!isSame && again) registered = again;
      else if (!lacking) return new MasterKeysInUse(sql, path, keys, registered);
      else throw notThere(path, keys, lacking);
    }
  }

  /** Two master keys while one replaces the other, or none that wraps what is new: worth another look soon. */
  get isUnsettled(): boolean {
    return this.keys.size !== 1 || !this.keys.has(this.registered.id);
  }

  /** Learns of a new master key, and lets go of one that was retired. */
  async refresh(): Promise<void> {
    const registered = await registeredMasterKey(this.sql);
    this.keys = await readMasterKeys(this.path);
    if (registered) this.registered = registered;
  }

  get currentId(): string {
    return this.registered.id;
  }

  /** What is new is wrapped by it. @throws MasterKeyMissing if it was replaced, and not on this host. */
  get current(): MasterKey {
    const key = this.keys.get(this.currentId);
    if (!key) throw new MasterKeyMissing(this.path, this.currentId);
    return key;
  }

  knows({ master_key, wrapped }: WrappedKey): boolean {
    return wrapped === null || this.keys.has(master_key);
  }

  /** An error is an answer: it concerns this key and none that was asked for with it. */
  unwrap({ ref, master_key, wrapped }: WrappedKey): PersonalKey | 'destroyed' | Error {
    if (!wrapped) return 'destroyed';
    const key = this.keys.get(master_key);
    if (!key) return new MasterKeyDoesNotOpen(this.path, this.currentId, master_key);
    try {
      return key.unwrap(ref, wrapped);
    } catch (error) {
      if (error instanceof WrappedKeyMoved) return error;
      throw error;
    }
  }
}
