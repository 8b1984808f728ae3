import { followingTables } from '@onestory/event-sourcing';
import type { Log } from '@onestory/event-sourcing';
import { testDatabase } from '@onestory/testing';
import { InProcessExchange } from '../adapters/in-process/in-process-exchange.js';
import { exchangeTables } from '../adapters/in-process/tables.js';
import { schemaOf } from '../adapters/in-process/testing/databases.js';
import type { TestSchema } from '../adapters/in-process/testing/databases.js';
import { inboxTables } from '../inbox-tables.js';

interface Logged {
  readonly level: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An exchange and a service's schema, each in a database of its own, as they may be in production. */
export interface World {
  readonly database: TestSchema;
  readonly exchange: InProcessExchange;
  readonly logged: readonly Logged[];
  readonly log: Log;
  /** In the exchange's own database, as an operator who restores it. */
  inExchange(sql: string): Promise<void>;
  /** Another process: an exchange of its own on the same log, a database of its own on the same schema. */
  another(): Promise<{ exchange: InProcessExchange; database: TestSchema }>;
  /** Ends with the world. */
  keep<T extends { stop(): Promise<void> }>(thing: T): T;
  close(): Promise<void>;
}

const ofExchange = {
  name: 'exchange',
  prepare: async (url: string) => {
    const database = await schemaOf(url, 'unused', exchangeTables);
    await database.close();
  },
};
const ofService = {
  name: 'inbox',
  prepare: async (url: string) => {
    const tables = [
      ...inboxTables,
      ...followingTables,
      {
        sql: 'create table heard (place bigserial primary key, message uuid, episode uuid, number int)',
      },
      { sql: 'create table tally (episode uuid primary key, concerns int, meetings int)' },
    ];
    await (await schemaOf(url, 'service', tables)).close();
  },
};

export const world = async (): Promise<World> => {
  const [log, own] = await Promise.all([testDatabase(ofExchange), testDatabase(ofService)]);
  const things: { stop(): Promise<void> }[] = [];
  const logged: Logged[] = [];
  const open = async () => {
    const exchange = new InProcessExchange({ connectionString: log.url });
    const database = await schemaOf(own.url, 'service', []);
    things.unshift({
      stop: async () => {
        await exchange.stop();
        await database.close();
      },
    });
    return { exchange, database };
  };
  const first = await open();
  return {
    ...first,
    logged,
    log: (level, message, details) =>
      logged.push({ level, message, details: details as Logged['details'] }),
    inExchange: async (sql) => {
      const database = await schemaOf(log.url, 'unused', []);
      await database.query(sql);
      await database.close();
    },
    another: open,
    keep: (thing) => {
      things.unshift(thing);
      return thing;
    },
    close: async () => {
      for (const thing of things) await thing.stop();
      await Promise.all([log.close(), own.close()]);
    },
  };
};
