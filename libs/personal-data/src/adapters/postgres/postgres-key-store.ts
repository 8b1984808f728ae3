import { randomBytes } from 'node:crypto';
import type { RealTime } from '@onestory/kernel';
import { connectionPool } from '@onestory/postgres';
import type { Pool, Server } from '@onestory/postgres';
import { KeyDestroyed } from '../../keys.js';
import type { KeyRef, KeyStore, PersonalKey } from '../../keys.js';
import {
  MasterKeyDoesNotOpen,
  MasterKeyMissing,
  openMasterKey,
  readMasterKey,
  WrappedKeyMoved,
} from '../../master-key.js';
import type { MasterKey } from '../../master-key.js';
import { gathered } from './gathered.js';
import { KeyCache, SWEPT_EVERY } from './key-cache.js';

export interface PostgresKeyStoreOptions {
  readonly connection: Server;
  readonly masterKeyFile: string;
  readonly realTime: RealTime;
  /** Default 2: encrypting and decrypting each have one question under way at most. */
  readonly connections?: number;
  /** Unwrapped keys in memory; default 20,000. */
  readonly keysInMemory?: number;
}

interface WrappedKey {
  readonly ref: KeyRef;
  readonly master_key: string;
  /** Null once destroyed. */
  readonly wrapped: Uint8Array | null;
}

type Found = PersonalKey | 'destroyed' | Error;

/** Refs of one query. */
const LARGEST_BATCH = 2_000;

const REGISTER = `insert into personal_data.master_key (id) values ($1) on conflict do nothing`;
const REGISTERED = `
  select coalesce(
    (select id from personal_data.master_key),
    (select master_key from personal_data.wrapped_key where wrapped is not null limit 1)
  ) as id`;
const READ = `select ref, master_key, wrapped from personal_data.wrapped_key where ref = any($1)`;
// In one order for all, so that two batches never wait for each other's rows.
// A key that another process makes at the same moment is in neither part of the answer: it is read afterwards.
const READ_OR_MAKE = `
  with wanted as (select * from unnest($1::text[], $2::bytea[]) as w (ref, wrapped)),
  made as (
    insert into personal_data.wrapped_key (ref, master_key, wrapped)
    select ref, $3, wrapped from wanted order by ref
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
    private readonly masterKey: MasterKey,
    private readonly options: PostgresKeyStoreOptions,
  ) {
    this.cache = new KeyCache(options.realTime, options.keysInMemory ?? 20_000);
    this.sweeping = setInterval(() => this.cache.sweep(), SWEPT_EVERY).unref();
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
      return new PostgresKeyStore(pool, await rightMasterKey(pool, options.masterKeyFile), options);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async toEncrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    const { found, destroyed } = await this.find(refs, this.readOrMake);
    if (destroyed) throw new KeyDestroyed(destroyed);
    return found;
  }

  async toDecrypt(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, PersonalKey>> {
    return (await this.find(refs, this.read)).found;
  }

  async destroy(ref: KeyRef): Promise<void> {
    try {
      await this.pool.query(DESTROY, [ref, this.masterKey.id]);
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
  ): Promise<{ found: ReadonlyMap<KeyRef, PersonalKey>; destroyed: KeyRef | undefined }> {
    const found = new Map<KeyRef, PersonalKey>();
    const unknown: KeyRef[] = [];
    for (const ref of refs) {
      const key = this.cache.get(ref);
      if (key) found.set(ref, key);
      else unknown.push(ref);
    }
    let destroyed: KeyRef | undefined;
    if (unknown.length > 0) {
      const answers = await ask(unknown);
      for (const ref of unknown) {
        const answer = answers.get(ref);
        if (answer instanceof Error) throw answer;
        if (answer === 'destroyed') destroyed ??= ref;
        else if (answer) found.set(ref, answer);
      }
    }
    return { found, destroyed };
  }

  private async ask(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, Found>> {
    const destructions = this.destructions;
    const { rows } = await this.pool.query<WrappedKey>(READ, [refs]);
    return this.unwrapped(rows, destructions);
  }

  private async askOrMake(refs: readonly KeyRef[]): Promise<ReadonlyMap<KeyRef, Found>> {
    const destructions = this.destructions;
    const fresh = refs.map((ref) => this.masterKey.wrap(ref, randomBytes(32)));
    const { rows } = await this.pool.query<WrappedKey>(READ_OR_MAKE, [
      refs,
      fresh,
      this.masterKey.id,
    ]);
    const answers = this.unwrapped(rows, destructions);
    const raced = refs.filter((ref) => !answers.has(ref));
    if (raced.length === 0) return answers;
    return new Map([...answers, ...(await this.ask(raced))]);
  }

  private unwrapped(rows: readonly WrappedKey[], destructions: number): Map<KeyRef, Found> {
    const answers = new Map<KeyRef, Found>();
    for (const row of rows) {
      const answer = this.unwrap(row);
      answers.set(row.ref, answer);
      if (answer instanceof Uint8Array && destructions === this.destructions)
        this.cache.set(row.ref, answer);
    }
    return answers;
  }

  private unwrap({ ref, master_key: by, wrapped }: WrappedKey): Found {
    if (!wrapped) return 'destroyed';
    if (by !== this.masterKey.id)
      return new MasterKeyDoesNotOpen(this.options.masterKeyFile, this.masterKey.id, by);
    try {
      return this.masterKey.unwrap(ref, wrapped);
    } catch (error) {
      if (error instanceof WrappedKeyMoved) return error;
      throw error;
    }
  }
}

const registeredIn = async (pool: Pool): Promise<string | undefined> =>
  (await pool.query<{ id: string | null }>(REGISTERED)).rows[0]?.id ?? undefined;

/** The first master key used on a database is the only one; it is noted before the first key is wrapped. */
const rightMasterKey = async (pool: Pool, path: string): Promise<MasterKey> => {
  const before = await registeredIn(pool);
  const masterKey = before === undefined ? await openMasterKey(path) : await readMasterKey(path);
  if (!masterKey) throw new MasterKeyMissing(path, before!);
  await pool.query(REGISTER, [masterKey.id]);
  const registered = await registeredIn(pool);
  if (registered !== masterKey.id)
    throw new MasterKeyDoesNotOpen(path, masterKey.id, registered ?? 'another one');
  return masterKey;
};
