import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, realTime } from '@onestory/kernel';
import type { ChildId, EpisodeId, RealTime } from '@onestory/kernel';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import pg from 'pg';
import { KeyDestroyed, keyRef } from '../../keys.js';
import {
  MasterKeyDamaged,
  MasterKeyDoesNotOpen,
  MasterKeyMissing,
  openMasterKey,
  readMasterKey,
  WrappedKeyMoved,
} from '../../master-key.js';
import { keyStoreContract } from '../../testing/key-store-contract.js';
import { keyTables } from './key-tables.js';
import { PostgresKeyStore } from './postgres-key-store.js';
import type { PostgresKeyStoreOptions } from './postgres-key-store.js';

let database: TestDatabase;
let sql: pg.Client;
let folder: string;
const opened: PostgresKeyStore[] = [];

const store = async (options: Partial<PostgresKeyStoreOptions> = {}): Promise<PostgresKeyStore> => {
  const made = await PostgresKeyStore.open({
    connection: database.url,
    masterKeyFile: join(folder, 'master.key'),
    realTime,
    ...options,
  });
  opened.push(made);
  return made;
};

const stopAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((made) => made.stop()));
};

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'onestory-keys-'));
  sql = new pg.Client(database.url);
  await sql.connect();
  for (const table of [...keyTables, ...keyTables]) await sql.query(table.sql);
});
afterAll(async () => {
  await sql.end();
  await database.close();
  await rm(folder, { recursive: true });
});
afterEach(stopAll);

const aRef = () => keyRef({ person: newId<ChildId>(), class: 'contact' });

describe('the key store in Postgres', () => {
  let one: PostgresKeyStore;
  let other: PostgresKeyStore;
  beforeEach(async () => {
    one = await store();
    other = await store();
  });
  keyStoreContract(() => ({ one, other }));

  it('holds no key in the clear', async () => {
    const ref = aRef();
    const key = (await one.toEncrypt([ref])).get(ref)!;
    const { rows } = await sql.query<{ wrapped: Buffer }>(
      'select wrapped from personal_data.wrapped_key where ref = $1',
      [ref],
    );
    expect(rows[0]!.wrapped).toHaveLength(60);
    expect(rows[0]!.wrapped.includes(Buffer.from(key))).toBe(false);
  });

  it('keeps no bytes of a destroyed key', async () => {
    const ref = aRef();
    await one.toEncrypt([ref]);
    await one.destroy(ref);
    const { rows } = await sql.query(
      'select wrapped, destroyed_at is not null as destroyed from personal_data.wrapped_key where ref = $1',
      [ref],
    );
    expect(rows).toEqual([{ wrapped: null, destroyed: true }]);
  });

  it('does not open a wrapped key that was moved to another ref, and opens its neighbours', async () => {
    const [from, to, beside] = [aRef(), aRef(), aRef()];
    await one.toEncrypt([from, to, beside]);
    await sql.query(
      `update personal_data.wrapped_key set wrapped =
         (select wrapped from personal_data.wrapped_key where ref = $1) where ref = $2`,
      [from, to],
    );
    const [moved, untouched] = await Promise.allSettled([
      other.toDecrypt([to]),
      other.toDecrypt([from, beside]),
    ]);
    expect(moved).toMatchObject({ status: 'rejected', reason: new WrappedKeyMoved(to) });
    expect(untouched).toMatchObject({ status: 'fulfilled' });
  });

  it('asks in batches of one query, and takes many refs', async () => {
    const refs = Array.from({ length: 12_000 }, aRef);
    const made = await one.toEncrypt(refs);
    expect((await other.toDecrypt(refs)).size).toBe(12_000);
    expect(made.size).toBe(12_000);
  });

  it('uses two connections at most', async () => {
    const asked = Array.from({ length: 200 }, (_, index) =>
      index % 2 ? one.toEncrypt([aRef()]) : one.toDecrypt([aRef()]),
    );
    const { rows } = await sql.query<{ count: string }>(
      `select count(*) from pg_stat_activity
       where datname = current_database() and application_name = 'onestory personal-data'`,
    );
    expect(Number(rows[0]!.count)).toBeLessThanOrEqual(4);
    await Promise.all(asked);
  });

  it('goes on after its connections are lost', async () => {
    const ref = aRef();
    await one.toEncrypt([ref]);
    await sql.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'onestory personal-data'`,
    );
    const again = async (): Promise<unknown> => one.toEncrypt([aRef()]).catch(again);
    await again();
    expect((await one.toDecrypt([ref])).size).toBe(1);
  });
});

describe('keys in memory', () => {
  const clock = (): RealTime & { passes(ms: number): void } => {
    let now = 0;
    return { kind: 'real', now: () => now, monotonic: () => now, passes: (ms) => void (now += ms) };
  };

  it('are used for less than a minute: then another process knows that a key is destroyed', async () => {
    const time = clock();
    const [one, other] = [await store(), await store({ realTime: time })];
    const ref = aRef();
    await other.toEncrypt([ref]);
    await one.destroy(ref);
    time.passes(49_999);
    expect((await other.toDecrypt([ref])).get(ref)).toBeInstanceOf(Uint8Array);
    time.passes(1);
    expect((await other.toDecrypt([ref])).get(ref)).toBe('destroyed');
    await expect(other.toEncrypt([ref])).rejects.toThrow(KeyDestroyed);
  });

  it('save the question, until there are too many', async () => {
    const few = await store({ keysInMemory: 2 });
    const refs = [aRef(), aRef(), aRef()];
    for (const ref of refs) await few.toEncrypt([ref]);
    await sql.query('delete from personal_data.wrapped_key where ref = any($1)', [refs]);
    expect([...(await few.toDecrypt(refs)).keys()]).toEqual(refs.slice(1));
  });

  it('are not remembered as missing', async () => {
    const [one, other] = [await store(), await store()];
    const ref = keyRef({ episode: newId<EpisodeId>() });
    expect((await one.toDecrypt([ref])).size).toBe(0);
    await other.toEncrypt([ref]);
    expect((await one.toDecrypt([ref])).size).toBe(1);
  });
});

describe('starting without the right master key', () => {
  const elsewhere = (): string => join(folder, newId(), 'master.key');

  it('is refused when its file is gone, and makes no other', async () => {
    await (await store()).toEncrypt([aRef()]);
    const path = elsewhere();
    await expect(store({ masterKeyFile: path })).rejects.toThrow(MasterKeyMissing);
    await expect(store({ masterKeyFile: path })).rejects.toThrow(/Put the file back/);
    expect(await readMasterKey(path)).toBeUndefined();
  });

  it('is refused when the file is that of another database', async () => {
    await (await store()).toEncrypt([aRef()]);
    const path = elsewhere();
    await openMasterKey(path);
    await expect(store({ masterKeyFile: path })).rejects.toThrow(MasterKeyDoesNotOpen);
  });

  it('is refused when only the wrapped keys were restored', async () => {
    await (await store()).toEncrypt([aRef()]);
    const { rows } = await sql.query<{ id: string }>(
      'delete from personal_data.master_key returning id',
    );
    await expect(store({ masterKeyFile: elsewhere() })).rejects.toThrow(MasterKeyMissing);
    await sql.query('insert into personal_data.master_key (id) values ($1)', [rows[0]!.id]);
  });

  it('is refused when the file is damaged', async () => {
    await store();
    const path = elsewhere();
    await openMasterKey(path);
    await writeFile(path, 'onestory-master-key-1 0000');
    await expect(store({ masterKeyFile: path })).rejects.toThrow(MasterKeyDamaged);
  });

  it('is told before anything is used, where two hosts start for the first time at once', async () => {
    const second = await testDatabase();
    const client = new pg.Client(second.url);
    await client.connect();
    for (const table of keyTables) await client.query(table.sql);
    const starts = await Promise.allSettled([
      store({ connection: second.url, masterKeyFile: elsewhere() }),
      store({ connection: second.url, masterKeyFile: elsewhere() }),
    ]);
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await stopAll();
    await client.end();
    await second.close();
  });
});
