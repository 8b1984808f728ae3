import { eventTables } from '@onestory/event-sourcing';
import { exchangeTables } from '@onestory/messaging';
import { keyTables } from '@onestory/personal-data';
import type { Database } from '@onestory/kernel';
import { allOrNone } from '../platform/all-or-none.js';
import { ServiceDatabase } from './database.js';

export interface Step {
  readonly name: string;
  readonly sql: string;
}

const run = async (url: string, schema: string, steps: readonly Step[]): Promise<void> => {
  const database = await ServiceDatabase.open({
    url,
    schema,
    connections: 1,
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
  await allOrNone([
    run(urls.storeUrl, 'event_store', eventTables),
    run(urls.storeUrl, 'personal_data', keyTables),
    run(urls.exchangeUrl, 'exchange', exchangeTables),
  ]);
};

/**
 * Held while the tables of a schema are made, so that processes that start together take turns. All in one text: of a
 * first start, what is asked one by one is a good part.
 */
const TAKE_TURNS = `
  select pg_advisory_xact_lock(hashtextextended('onestory tables of ' || current_schema, 0));
  create table if not exists lib_table (name text primary key, made_at timestamptz default now());
  select name from lib_table`;

/** Makes what is missing, one process after the other. */
export const makeTables = async (database: Database, steps: readonly Step[]): Promise<void> => {
  await database.transaction(async (sql) => {
    const rows = await sql.query<{ name: string }>(TAKE_TURNS);
    const made = new Set(rows.map((row) => row.name));
    const missing = steps.filter(({ name }) => !made.has(name));
    if (missing.length === 0) return;
    await sql.query(missing.map((step) => `${step.sql}\n;`).join(''));
    const names = missing.map(({ name }) => name);
    await sql.query('insert into lib_table (name) select unnest($1::text[])', [names]);
  });
};
