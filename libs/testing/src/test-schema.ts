import { ServiceDatabase } from '@onestory/service';
import type { Database } from '@onestory/kernel';
import { testDatabase } from './databases.js';

export interface TestSchema {
  readonly database: Database;
  readonly url: string;
  close(): Promise<void>;
}

/** A service's schema in a database of its own, with these tables. */
export const testSchema = async (
  tables: readonly { readonly sql: string }[] = [],
  connections = 4,
): Promise<TestSchema> => {
  const server = await testDatabase();
  const database = await ServiceDatabase.open({
    url: server.url,
    schema: 'spec',
    connections,
    migrations: [],
  });
  for (const { sql } of tables) await database.query(sql);
  return {
    database,
    url: server.url,
    close: async () => {
      await database.close();
      await server.close();
    },
  };
};
