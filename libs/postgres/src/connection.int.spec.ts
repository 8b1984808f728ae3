import { proxyFor, testDatabase } from '@onestory/testing';
import type { Proxy, TestDatabase } from '@onestory/testing';
import { Connection, connectionPool } from './connection.js';
import { LIMITS } from './limits.js';
import { isOutage } from './outages.js';

const QUICK = { ...LIMITS, connect: 300, query: 300, statement: 200 };

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );

describe('a connection to a database', () => {
  let database: TestDatabase;
  let proxy: Proxy;

  beforeAll(async () => {
    database = await testDatabase();
    proxy = await proxyFor(database.url);
  });

  afterAll(async () => {
    await proxy.close();
    await database.close();
  });

  const setting = async (connection: Connection, name: string): Promise<unknown> =>
    (await connection.query<Record<string, unknown>>(`show ${name}`)).rows[0]![name];

  it('that goes silent is given up, and says that it is gone', async () => {
    const connection = new Connection(proxy.url, QUICK);
    const gone = new Promise((resolve) => connection.once('end', resolve));
    await connection.connect();
    proxy.silence();
    expect(isOutage(await errorOf(connection.query('select 1')))).toBe(true);
    await gone;
    expect(isOutage(await errorOf(connection.query('select 1')))).toBe(true);
  });

  it('that goes silent leaves its pool, which makes another one, also after a transaction', async () => {
    const pool = connectionPool(proxy.url, { max: 1, limits: QUICK });
    await pool.query('select 1');
    proxy.silence();
    expect(isOutage(await errorOf(pool.query('select 1')))).toBe(true);
    const connection = await pool.connect();
    await connection.query('begin');
    proxy.silence();
    expect(isOutage(await errorOf(connection.query('select 1')))).toBe(true);
    expect(isOutage(await errorOf(connection.query('rollback')))).toBe(true);
    connection.release();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('is not waited for when it does not come', async () => {
    proxy.silenceAll();
    expect(isOutage(await errorOf(new Connection(proxy.url, QUICK).connect()))).toBe(true);
    const pool = connectionPool(proxy.url, { max: 1, limits: QUICK });
    const both = [pool.query('select 1'), pool.query('select 1')].map(errorOf);
    expect((await Promise.all(both)).map(isOutage)).toEqual([true, true]);
    proxy.mend();
    await pool.end();
  });

  it('is not waited for when another has it', async () => {
    const pool = connectionPool(database.url, { max: 1, limits: QUICK });
    const taken = await pool.connect();
    expect(isOutage(await errorOf(pool.connect()))).toBe(true);
    taken.release();
    await pool.end();
  });

  it('that is ended before it was made tells whoever waits for it', async () => {
    proxy.silenceAll();
    const connection = new Connection(proxy.url, { ...QUICK, connect: 5_000 });
    const connecting = errorOf(connection.connect());
    await connection.end();
    expect(isOutage(await connecting)).toBe(true);
    proxy.mend();
  });

  it('closes though nobody answers', async () => {
    const connection = new Connection(proxy.url, QUICK);
    await connection.connect();
    proxy.silence();
    await connection.end();
  });

  it('outlives a statement that takes too long: the server ends that', async () => {
    const connection = new Connection(database.url, QUICK);
    await connection.connect();
    expect(await errorOf(connection.query('select pg_sleep(5)'))).toMatchObject({ code: '57014' });
    expect((await connection.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await connection.end();
  });

  it('has patience for long work only, and may be given other limits in its URL', async () => {
    const connection = new Connection(`${database.url}?statement_timeout=150&query_timeout=200`);
    await connection.connect();
    await connection.patiently(() => connection.query('select pg_sleep(0.3)'));
    expect(await setting(connection, 'statement_timeout')).toBe('150ms');
    expect(await errorOf(connection.query('select pg_sleep(5)'))).toMatchObject({ code: '57014' });
    await connection.end();
  });

  it('holds no lock for long when its client stops in the middle of a transaction', async () => {
    const connection = new Connection(database.url, { ...QUICK, idleInTransaction: 100 });
    await connection.connect();
    const gone = new Promise((resolve) => connection.once('end', resolve));
    await connection.query('begin');
    await gone;
    expect(isOutage(await errorOf(connection.query('commit')))).toBe(true);
  });
});
