import { randomBytes } from 'node:crypto';
import type { RealTime } from '@onestory/kernel';
import { connectionPool } from '@onestory/postgres';
import type { Pool, Server } from '@onestory/postgres';
import { KeyDestroyed } from '../../keys.js';
import type { DestroyedKey, KeyRef, KeyStore, PersonalKey } from '../../keys.js';
import { gathered } from './gathered.js';
import { KeyCache, SWEPT_EVERY } from './key-cache.js';
import { MasterKeysInUse } from './master-keys-in-use.js';
import type { WrappedKey } from './master-keys-in-use.js';

export interface PostgresKeyStoreOptions {
  readonly connection: Server;
  readonly masterKeyFile: string;
  readonly realTime: RealTime;
  /** Default 2: encrypting and decrypting each have one question under way at most. */
  readonly connections?: number;
  /** Unwrapped keys in memory; default 20,000. */
  readonly keysInMemory?: number;
}

interface Rows {
  readonly rows: readonly WrappedKey[];
}

type Found = PersonalKey | DestroyedKey | Error;

/** Refs of one query. */
const LARGEST_BATCH = 2_000;
/** A key that is not made at once was made by another process, or the master key was replaced just then. */
const ATTEMPTS = 5;

const READ = `select ref, master_key, wrapped from personal_data.wrapped_key where ref = any($1)`;
// In one order for all, so that two batches never wait for each other's rows. What is new must be wrapped by the
// current master key: the lock on its row waits for a replacement that is under way, and sees its outcome. It is
// taken only if a key is to be made, as it costs a commit.
// A key that another process makes at the same moment is in neither part of the answer: it is read afterwards.
const READ_OR_MAKE = `
  with wanted as (select * from unnest($1::text[], $2::bytea[]) as w (ref, wrapped)),
  current as (
    select id from personal_data.master_key where exists (
      select from wanted where not exists (
        select from personal_data.wrapped_key as key where key.ref = wanted.ref))
    for share
  ),
  made as (
    insert into personal_data.wrapped_key (ref, master_key, wrapped)
    select ref, $3, wrapped from wanted join current on id = $3 order by ref
    on conflict (ref) do nothing
    returning ref, master_key, wrapped
  )
  select * from made
  union all
  select ref, master_key, wrapped from personal_data.wrapped_key where ref = any($1)`;
const DESTROY = `
  insert into personal_data.wrapped_key as key (ref, master_key, wrapped, destroyed_at)
  values ($1, $2, null, now())
  on conflict (ref) do update set wrapped = null, destroyed_at = coalesce(key.destroyed_at, now())`;

/** Keys in Postgres, wrapped by the master key of this host. Another process may use a destroyed key for 60 s. */
export class PostgresKeyStore implements KeyStore {
  private readonly cache: KeyCache;
  private readonly sweeping: NodeJS.Timeout;
  /** Counts destructions: what was asked before one is not kept after it. */
  private destructions = 0;
  private readonly readOrMake = gathered(
    (refs: readonly KeyRef[]) => this.askOrMake(refs),
    LARGEST_BATCH,
  );
  private readonly read = gathered((refs: readonly KeyRef[]) => this.ask(refs), LARGEST_BATCH);

  private constructor(
    private readonly pool: Pool,
    private readonly masterKeys: MasterKeysInUse,
    private readonly options: PostgresKeyStoreOptions,
  ) {
    this.cache = new KeyCache(options.realTime, options.keysInMemory ?? 20_000);
    this.sweeping = setInterval(() => this.sweep(), SWEPT_EVERY).unref();
  }

  /**
   * Needs `keyTables`. The master key's file is made on the very first start only.
   * @throws MasterKeyMissing, MasterKeyDoesNotOpen, MasterKeyDamaged: then nothing may be started.
   */
  static async open(options: PostgresKeyStoreOptions): Promise<PostgresKeyStore> {
    const { connection, connections } = options;
    const pool = connectionPool(connection, {
      application_name: 'onestory personal-data',
      max: connections ?? 2,
    });
    try {
      const masterKeys = await MasterKeysInUse.open(pool, options.masterKeyFile);
      return new PostgresKeyStore(pool, masterKeys, options);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async toEncrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    const found = new Map<KeyRef, PersonalKey>();
    for (const [ref, key] of await this.find(refs, this.readOrMake)) {
      if (key === 'destroyed') throw new KeyDestroyed(ref);
      found.set(ref, key);
    }
    return found;
  }

  toDecrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey | DestroyedKey>> {
    return this.find(refs, this.read);
  }

  async destroy(ref: KeyRef): Promise<void> {
    try {
      await this.pool.query(DESTROY, [ref, this.masterKeys.currentId]);
    } finally {
      this.destructions += 1;
      this.cache.delete(ref);
    }
  }

  /** Closes connections and forgets every key in memory. */
  async stop(): Promise<void> {
    clearInterval(this.sweeping);
    await this.pool.end();
    this.cache.clear();
  }

  private async find(
    refs: readonly KeyRef[],
    ask: (refs: readonly KeyRef[]) => Promise<ReadonlyMap<KeyRef, Found>>,
  ): Promise<ReadonlyMap<KeyRef, PersonalKey | DestroyedKey>> {
    const found = new Map<KeyRef, PersonalKey | DestroyedKey>();
    const unknown: KeyRef[] = [];
    for (const ref of refs) {
      const key = this.cache.get(ref);
      if (key) found.set(ref, key);
      else unknown.push(ref);
    }
    if (unknown.length === 0) return found;
    const answers = await ask(unknown);
    for (const ref of unknown) {
      const answer = answers.get(ref);
      if (answer instanceof Error) throw answer;
      if (answer) found.set(ref, answer);
    }
    return found;
  }

  private async ask(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, Found>> {
    const destructions = this.destructions;
    const rows = await this.openable(() => this.pool.query<WrappedKey>(READ, [refs]));
    return this.unwrapped(rows, destructions);
  }

  private async askOrMake(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, Found>> {
    const destructions = this.destructions;
    const answers = new Map<KeyRef, Found>();
    let left = refs;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const rows = await this.openable(() => this.readOrMakeRows(left));
      for (const [ref, found] of this.unwrapped(rows, destructions)) answers.set(ref, found);
      left = left.filter((ref) => !answers.has(ref));
      if (left.length === 0) break;
      if (attempt === ATTEMPTS) throw new Error(`The key ${left[0]} could not be made. Ask again.`);
      await this.masterKeys.refresh();
    }
    return answers;
  }

  private readOrMakeRows(refs: readonly KeyRef[]): Promise<Rows> {
    const { current } = this.masterKeys;
    const fresh = refs.map((ref) => current.wrap(ref, randomBytes(32)));
    return this.pool.query<WrappedKey>(READ_OR_MAKE, [refs, fresh, current.id]);
  }

  /** A row that names a master key unknown here tells that there is a new one; or it was wrapped anew since. */
  private async openable(ask: () => Promise<Rows>): Promise<readonly WrappedKey[]> {
    const { rows } = await ask();
    const areKnown = (): boolean => rows.every((row) => this.masterKeys.knows(row));
    if (areKnown()) return rows;
    await this.masterKeys.refresh();
    return areKnown() ? rows : (await ask()).rows;
  }

  private unwrapped(rows: readonly WrappedKey[], destructions: number): Map<KeyRef, Found> {
    const answers = new Map<KeyRef, Found>();
    for (const row of rows) {
      const answer = this.masterKeys.unwrap(row);
      answers.set(row.ref, answer);
      if (answer instanceof Uint8Array && destructions === this.destructions)
        this.cache.set(row.ref, answer);
    }
    return answers;
  }

  private sweep(): void {
    this.cache.sweep();
    // What cannot be looked at now stays as it is; the next question that needs it says what is wrong.
    if (this.masterKeys.isUnsettled) this.masterKeys.refresh().catch(() => undefined);
  }
}
