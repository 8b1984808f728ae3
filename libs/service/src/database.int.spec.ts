import { testDatabase } from '@onestory/testing';
import { ServiceDatabase } from './database.js';

const nothing = { entities: [], migrations: [] };

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
});
