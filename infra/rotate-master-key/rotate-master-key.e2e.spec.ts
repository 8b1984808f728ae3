import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId, realTime } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { keyRef, keyTables, PostgresKeyStore } from '@onestory/personal-data';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import pg from 'pg';

const MAIN = fileURLToPath(new URL('../dist/rotate-master-key/main.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('npm run rotate-master-key', () => {
  let database: TestDatabase;
  let sql: pg.Client;
  let data: string;
  let running: PostgresKeyStore;

  /** `onSaid` is called at each word of its progress. */
  const command = (
    given: readonly string[],
    onSaid: (kill: () => void) => void = () => undefined,
  ): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { ...process.env, DATABASE_URL: database.url, STORE_DATABASE_URL: '' };
      const child = spawn(process.execPath, [MAIN, '--data', data, ...given], { env });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString();
        onSaid(() => child.kill('SIGKILL'));
      });
      child.on('close', (code) => resolve({ code, out, err }));
    });

  beforeAll(async () => {
    database = await testDatabase();
    sql = new pg.Client(database.url);
    await sql.connect();
    for (const table of keyTables) await sql.query(table.sql);
    data = await mkdtemp(join(tmpdir(), 'onestory-rotate-'));
    running = await PostgresKeyStore.open({
      connection: database.url,
      masterKeyFile: join(data, 'master.key'),
      realTime,
      keysInMemory: 0,
    });
  });
  afterAll(async () => {
    await running.stop();
    await sql.end();
    await database.close();
    await rm(data, { recursive: true });
  });

  it('is killed in the middle and run again, while a process works: every key is the same', async () => {
    const refs = Array.from({ length: 600 }, () =>
      keyRef({ person: newId<ChildId>(), class: 'need' }),
    );
    const keys = await running.toEncrypt(refs);
    const killed = await command([], (kill) => kill());
    expect(killed).toMatchObject({ code: null, out: '' });
    expect(await running.toEncrypt(refs)).toEqual(keys);
    const again = await command(['--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'completed' });
    expect(again.err).toMatch(/\d+ of \d+ keys wrapped anew/);
    expect(await running.toDecrypt(refs)).toEqual(keys);
    const { rows } = await sql.query('select distinct master_key from personal_data.wrapped_key');
    expect(rows).toEqual([{ master_key: (JSON.parse(again.out) as { to: string }).to }]);
  });

  it('makes the next key only, for other hosts to have it first', async () => {
    const { code, out } = await command(['--prepare']);
    expect(code).toBe(0);
    expect(out).toContain('master.key.next');
    expect(await readdir(data)).toContain('master.key.next');
  });

  it('says that another one is under way, with an exit code of its own', async () => {
    await sql.query(`select pg_advisory_lock(hashtextextended('onestory master key rotation', 0))`);
    const { code, err } = await command([]);
    await sql.query('select pg_advisory_unlock_all()');
    expect(code).toBe(3);
    expect(err).toContain('Another process is rotating');
  });

  it('makes nothing in a folder that was named by mistake', async () => {
    const before = await readdir(data);
    const { code, err } = await command(['--data', join(data, 'elsewhere')]);
    expect(code).toBe(1);
    expect(err).toContain('There is no master key yet');
    expect(await readdir(data)).toEqual(before);
  });

  it('helps, and refuses what it does not know', async () => {
    const [help, wrong] = await Promise.all([command(['--help']), command(['--quick'])]);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Exit codes');
    expect(wrong.code).toBe(2);
  });
});
