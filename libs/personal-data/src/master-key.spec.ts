import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyRef } from './keys.js';
import {
  MasterKey,
  MasterKeyDamaged,
  openMasterKey,
  readMasterKey,
  WrappedKeyMoved,
} from './master-key.js';

const inFolder = async (work: (path: string, folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-master-key-'));
  await work(join(folder, 'keys', 'master.key'), folder).finally(() =>
    rm(folder, { recursive: true }),
  );
};

describe('the master key', () => {
  it('is made on the first start, for its owner only, and is the same ever after', () =>
    inFolder(async (path, folder) => {
      expect(await readMasterKey(path)).toBeUndefined();
      const made = await openMasterKey(path);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
      expect((await openMasterKey(path)).id).toBe(made.id);
      expect(await readdir(join(folder, 'keys'))).toEqual(['master.key']);
    }));

  it('is one, where many start at the same moment', () =>
    inFolder(async (path, folder) => {
      const keys = await Promise.all(Array.from({ length: 20 }, () => openMasterKey(path)));
      expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
      expect(await readdir(join(folder, 'keys'))).toEqual(['master.key']);
    }));

  it('is not read from a damaged file, and the file is left as it is', () =>
    inFolder(async (path) => {
      await openMasterKey(path);
      const whole = await readFile(path, 'utf8');
      await chmod(path, 0o600);
      for (const damaged of [
        '',
        whole.slice(0, -6),
        whole.replace(/.(?==)/, 'A=').slice(0, whole.length),
        `${whole}\n`,
      ]) {
        await writeFile(path, damaged);
        await expect(openMasterKey(path)).rejects.toThrow(MasterKeyDamaged);
        expect(await readFile(path, 'utf8')).toBe(damaged);
      }
    }));

  it('opens what it wrapped, for that owner only', () => {
    const [master, another] = [
      new MasterKey(Buffer.alloc(32, 1)),
      new MasterKey(Buffer.alloc(32, 2)),
    ];
    const [ref, elsewhere] = ['episode:1' as KeyRef, 'episode:2' as KeyRef];
    const key = Buffer.alloc(32, 7);
    const wrapped = master.wrap(ref, key);
    expect(Buffer.from(master.unwrap(ref, wrapped))).toEqual(key);
    expect(() => master.unwrap(elsewhere, wrapped)).toThrow(WrappedKeyMoved);
    expect(() => another.unwrap(ref, wrapped)).toThrow(WrappedKeyMoved);
    expect(() => master.unwrap(ref, wrapped.subarray(1))).toThrow(WrappedKeyMoved);
    expect(master.wrap(ref, key)).not.toEqual(wrapped);
  });
});
