import { link, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, realTime } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import pg from 'pg';
import { keyRef } from '../../keys.js';
import type { KeyRef } from '../../keys.js';
import { MasterKeyDoesNotOpen, MasterKeyMissing, readMasterKey } from '../../master-key.js';
import { keyStoreContract } from '../../testing/key-store-contract.js';
import { keyTables } from './key-tables.js';
import { PostgresKeyStore } from './postgres-key-store.js';
import { NothingToRotate, rotateMasterKey, RotationUnderWay } from './rotate-master-key.js';
import type { MasterKeyRotation, MasterKeyRotationOptions } from './rotate-master-key.js';

let database: TestDatabase;
let sql: pg.Client;
let folder: string;
let file: string;
const opened: PostgresKeyStore[] = [];

const aProcess = async (masterKeyFile = file): Promise<PostgresKeyStore> => {
  // It keeps no key in memory, so that every question reaches the database.
  const options = { connection: database.url, masterKeyFile, realTime, keysInMemory: 0 };
  const made = await PostgresKeyStore.open(options);
  opened.push(made);
  return made;
};
const rotate = (options: Partial<MasterKeyRotationOptions> = {}) =>
  rotateMasterKey({ connection: database.url, masterKeyFile: file, batch: 20, ...options });

const aRef = (): KeyRef => keyRef({ person: newId<ChildId>(), class: 'contact' });
const refs = (count: number): readonly KeyRef[] => Array.from({ length: count }, aRef);

const sameKey = (one: unknown, other: unknown): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;

/** Which master keys wrap something. */
const wrappedBy = async (): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct master_key as id from personal_data.wrapped_key where wrapped is not null`,
  );
  return rows.map(({ id }) => id);
};
const filesOf = async () => (await readdir(folder)).toSorted();

class Killed extends Error {}
/** A run that ends without doing anything more, once it has wrapped so many anew. */
const killedAfter = (rows: number): Promise<void> => {
  const onProgress = ({ rewrapped }: { rewrapped: number }): void => {
    if (rewrapped >= rows) throw new Killed();
  };
  return expect(rotate({ onProgress })).rejects.toThrow(Killed);
};

beforeAll(async () => {
  database = await testDatabase();
  sql = new pg.Client(database.url);
  await sql.connect();
  for (const table of keyTables) await sql.query(table.sql);
});
afterAll(async () => {
  await sql.end();
  await database.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onestory-rotation-'));
  file = join(folder, 'master.key');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((made) => made.stop()));
  await sql.query('truncate personal_data.wrapped_key, personal_data.master_key');
  await rm(folder, { recursive: true });
});

describe('rotating the master key', () => {
  it('wraps every key anew, and retires the old master key to a name that nobody reads', async () => {
    const keys = await (await aProcess()).toEncrypt(refs(50));
    const before = await readMasterKey(file);
    const rotation = await rotate();
    const after = await readMasterKey(file);
    expect(after?.id).not.toBe(before?.id);
    const [from, to] = [before?.id, after?.id];
    expect(rotation).toEqual({ outcome: 'rotated', from, to, rewrapped: 50 });
    expect(await wrappedBy()).toEqual([after?.id]);
    expect(await filesOf()).toEqual(['master.key', `master.key.retired-${before?.id}`]);
    expect(await (await aProcess()).toDecrypt([...keys.keys()])).toEqual(keys);
  });

  it('disturbs no process that runs: under load nothing fails, and no destroyed key comes back', async () => {
    const processes = [await aProcess(), await aProcess()];
    const people = refs(200);
    const wrong: KeyRef[] = [];
    const keys = new Map(await processes[0]!.toEncrypt(people));
    const destroyed: KeyRef[] = [];
    let isOver = false;
    let madeMeanwhile = 0;
    const load = async (store: PostgresKeyStore): Promise<void> => {
      while (!isOver) {
        const [stays, gone] = refs(2) as [KeyRef, KeyRef];
        const made = await store.toEncrypt([stays, gone, ...people.slice(0, 3)]);
        keys.set(stays, made.get(stays)!);
        madeMeanwhile += 1;
        const some = people.filter((_, index) => index % 40 === madeMeanwhile % 40);
        const found = await store.toDecrypt(some);
        wrong.push(...some.filter((ref) => !sameKey(found.get(ref), keys.get(ref))));
        await store.destroy(gone);
        destroyed.push(gone);
      }
    };
    const rotations: MasterKeyRotation[] = [];
    const rotating = async (): Promise<void> => {
      for (let turn = 0; turn < 2; turn += 1) {
        rotations.push(await rotate());
        const seen = madeMeanwhile;
        while (madeMeanwhile === seen) await processes[0]!.toDecrypt(refs(1));
      }
    };
    const atWork = processes.flatMap((store) => [load(store), load(store)]);
    await Promise.race([rotating(), Promise.all(atWork)]).finally(() => (isOver = true));
    await Promise.all(atWork);
    expect(rotations.map(({ outcome }) => outcome)).toEqual(['rotated', 'rotated']);
    expect(wrong).toEqual([]);
    expect(await wrappedBy()).toEqual([rotations.at(-1)!.to]);
    const found = await (await aProcess()).toDecrypt([...keys.keys(), ...destroyed]);
    expect([...keys].filter(([ref, key]) => !sameKey(found.get(ref), key))).toEqual([]);
    expect(destroyed.filter((ref) => found.get(ref) !== 'destroyed')).toEqual([]);
  });

  it('is refused while another one is under way', async () => {
    await (await aProcess()).toEncrypt(refs(30));
    let second: Promise<unknown> | undefined;
    const onProgress = (): void => {
      second ??= rotate().catch((error: unknown) => error);
    };
    const slowly = new pg.Client(database.url);
    await slowly.connect();
    // A reader of the rows holds the first one up until the second has been answered.
    await slowly.query('begin; select from personal_data.wrapped_key for share');
    const first = rotate({ onProgress });
    while (!second) await slowly.query('select');
    expect(await second).toBeInstanceOf(RotationUnderWay);
    await slowly.query('commit');
    await slowly.end();
    expect((await first).outcome).toBe('rotated');
  });

  it('needs a master key to begin with, and the file of the one that is in use', async () => {
    await expect(rotate()).rejects.toThrow(NothingToRotate);
    await aProcess();
    const masterKeyFile = join(folder, 'no.key');
    await expect(rotate({ masterKeyFile })).rejects.toThrow(MasterKeyMissing);
    expect(await filesOf()).toEqual(['master.key']);
  });
});

describe('a rotation that was killed', () => {
  let keys: ReadonlyMap<KeyRef, Uint8Array>;
  let old: string;
  beforeEach(async () => {
    keys = await (await aProcess()).toEncrypt(refs(50));
    [old] = (await wrappedBy()) as [string];
  });

  /** What processes find while nobody goes on with it, then after another run. */
  const isEndedByAnotherRun = async (outcome: 'rotated' | 'completed'): Promise<void> => {
    const [running, started] = [opened[0]!, await aProcess()];
    for (const store of [running, started]) {
      expect(await store.toDecrypt([...keys.keys()])).toEqual(keys);
      expect(await store.toEncrypt([...keys.keys(), aRef()])).toMatchObject({ size: 51 });
    }
    expect(await rotate()).toMatchObject({ outcome, from: old });
    const [to, ...others] = await wrappedBy();
    expect(others).toEqual([]);
    expect((await readMasterKey(file))?.id).toBe(to);
    expect(await filesOf()).toEqual(['master.key', `master.key.retired-${old}`]);
    for (const store of [running, started, await aProcess()])
      expect(await store.toDecrypt([...keys.keys()])).toEqual(keys);
  };

  it('when its new key was on disk only', async () => {
    const { to } = await rotate({ prepareOnly: true });
    expect(await wrappedBy()).toEqual([old]);
    await isEndedByAnotherRun('rotated');
    expect(await wrappedBy()).toEqual([to]);
  });

  it('when the new key was the current one, and nothing was wrapped by it', async () => {
    await killedAfter(0);
    await isEndedByAnotherRun('completed');
  });

  it('when half was wrapped anew', async () => {
    await killedAfter(20);
    expect(await wrappedBy()).toHaveLength(2);
    await isEndedByAnotherRun('completed');
  });

  it('when all was wrapped anew, and the files had not changed places', async () => {
    await rotate();
    await rename(file, `${file}.next`);
    await rename(`${file}.retired-${old}`, file);
    await isEndedByAnotherRun('completed');
  });

  it('when the old file had its new name, and still its old one', async () => {
    await rotate();
    await rename(file, `${file}.next`);
    await link(`${file}.retired-${old}`, file);
    await isEndedByAnotherRun('completed');
  });
});

describe('a master key half replaced', () => {
  let one: PostgresKeyStore;
  let other: PostgresKeyStore;
  beforeEach(async () => {
    one = await aProcess();
    await one.toEncrypt(refs(50));
    await killedAfter(20);
    other = await aProcess();
  });
  keyStoreContract(() => ({ one, other }));

  it('is needed with the one that replaces it: a host that has one of them does not start', async () => {
    const [current, next] = [await readMasterKey(file), await readMasterKey(`${file}.next`)];
    const hosts = [[file, next] as const, [`${file}.next`, current] as const];
    for (const [has, lacks] of hosts) {
      const copy = join(await mkdtemp(join(folder, 'host-')), 'master.key');
      await expect(aProcess(copy)).rejects.toThrow(MasterKeyMissing);
      await link(has, copy);
      await expect(aProcess(copy)).rejects.toThrow(MasterKeyDoesNotOpen);
      await expect(aProcess(copy)).rejects.toThrow(lacks!.id);
    }
  });

  it('wraps nothing new on another host until the new key is brought there, and then it does', async () => {
    await rotate();
    const elsewhere = join(await mkdtemp(join(folder, 'host-')), 'master.key');
    await link(file, elsewhere);
    const [ref] = refs(1) as [KeyRef];
    const host = await aProcess(elsewhere);
    await rotate();
    await expect(host.toEncrypt([ref])).rejects.toThrow(MasterKeyMissing);
    await link(file, `${elsewhere}.next`);
    expect(await (await aProcess(elsewhere)).toEncrypt([ref])).toMatchObject({ size: 1 });
  });
});
