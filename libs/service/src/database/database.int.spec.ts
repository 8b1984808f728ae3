import type { Sql } from '@onestory/kernel';
import { testDatabase } from '@onestory/testing';
import { ServiceDatabase } from './database.js';

const nothing = { migrations: [] };

describe('the database of a service', () => {
  it('answers everybody who waits for a connection before it closes, and nobody after', async () => {
    const { url, close } = await testDatabase();
    const database = await ServiceDatabase.open({ url, schema: 'own', connections: 1, ...nothing });
    const waiting = [1, 2, 3].map((number) =>
      database.query(`select ${number} as number from pg_sleep(0.05)`),
    );
    await database.close();
    expect(await Promise.all(waiting)).toEqual([[{ number: 1 }], [{ number: 2 }], [{ number: 3 }]]);
    await expect(database.query('select 1')).rejects.toThrow(/closed/);
    await close();
  });

  it('lets nothing of a transaction be done once part of it has failed', async () => {
    const { url, close } = await testDatabase();
    const database = await ServiceDatabase.open({ url, schema: 'own', connections: 1, ...nothing });
    await database.query('create table one (number int primary key)');
    const late: Promise<unknown>[] = [];
    const slow = async (sql: Sql) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sql.query('insert into one values (2)');
    };
    const failing = database.transaction(async (sql) => {
      late.push(slow(sql).catch((error: Error) => error.message));
      await Promise.all([sql.query('insert into one values (1)'), sql.query('no sql')]);
    });
    await expect(failing).rejects.toMatchObject({ code: '42601' });
    expect(await Promise.all(late)).toEqual(['The transaction is over.']);
    expect(await database.query('select * from one')).toEqual([]);
    await database.close();
    await close();
  });

  it('prepares what has parameters, and goes on where a transaction has failed', async () => {
    const { url, close } = await testDatabase();
    const database = await ServiceDatabase.open({ url, schema: 'own', connections: 1, ...nothing });
    await database.query(
      'create table one (number int primary key); create table two (number int)',
    );
    const insert = 'insert into one values ($1) returning number';
    const failing = database.transaction(async (sql) => {
      await sql.query(insert, [1]);
      await sql.query(insert, [1]);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await database.query(insert, [1])).toEqual([{ number: 1 }]);

    for (let number = 0; number < 400; number += 1)
      await database.query(`select $1::int + ${number} as sum`, [1]);
    const [kept] = await database.query<{ count: string }>(
      'select count(*) as count from pg_prepared_statements',
    );
    expect(Number(kept!.count)).toBeLessThanOrEqual(300);
    await database.close();
    await close();
  });
});
