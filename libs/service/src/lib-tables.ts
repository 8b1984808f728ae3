import { eventTables } from '@onestory/event-sourcing';
import { exchangeTables } from '@onestory/messaging';
import { keyTables } from '@onestory/personal-data';
import type { Database } from '@onestory/kernel';
import { ServiceDatabase } from './database.js';

export interface Step {
  readonly name: string;
  readonly sql: string;
}

/** Held while tables are made, so that processes that start together take turns. */
const LOCK = 7_106_205_201_001n;

const run = async (url: string, schema: string, steps: readonly Step[]): Promise<void> => {
  const database = await ServiceDatabase.open({
    url,
    schema,
    connections: 1,
    entities: [],
    migrations: [],
  });
  try {
    await makeTables(database, steps);
  } finally {
    await database.close();
  }
};

/** The tables of store, keys and exchange, each in its own schema, before any service starts. */
export const makeLibTables = async (urls: {
  readonly storeUrl: string;
  readonly exchangeUrl: string;
}): Promise<void> => {
  await run(urls.storeUrl, 'event_store', eventTables);
  await run(urls.storeUrl, 'personal_data', keyTables);
  await run(urls.exchangeUrl, 'exchange', exchangeTables);
};

/** Makes what is missing, one process after the other. */
export const makeTables = async (database: Database, steps: readonly Step[]): Promise<void> => {
  await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await sql.query(
      'create table if not exists lib_table (name text primary key, made_at timestamptz default now())',
    );
    const rows = await sql.query<{ name: string }>('select name from lib_table');
    const made = new Set(rows.map((row) => row.name));
    for (const step of steps.filter(({ name }) => !made.has(name))) {
      await sql.query(step.sql);
      await sql.query('insert into lib_table (name) values ($1)', [step.name]);
    }
  });
};
