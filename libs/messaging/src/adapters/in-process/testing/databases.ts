import pg from 'pg';
import type { Database, Sql, SqlValue } from '@onestory/kernel';

/** A `Database` as a service has it: one schema, a pool of two. */
export interface TestSchema extends Database {
  close(): Promise<void>;
}

const over = (client: { query: pg.Pool['query'] }): Sql => ({
  async query<Row extends object>(text: string, values: readonly SqlValue[] = []) {
    const { rows } = await client.query<Row & pg.QueryResultRow>(text, values as unknown[]);
    return rows;
  },
});

/** Makes the schema and runs its tables' SQL in it. */
export const schemaOf = async (
  connectionString: string,
  schema: string,
  tables: readonly { readonly sql: string }[],
): Promise<TestSchema> => {
  const pool = new pg.Pool({ connectionString, max: 2, options: `-c search_path=${schema}` });
  // A lost connection is made again at the next query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const known = await pool.query('select from pg_namespace where nspname = $1', [schema]);
  if (known.rowCount === 0) {
    await pool.query(`create schema ${schema}`);
    for (const { sql } of tables) await pool.query(sql);
  }
  return {
    ...over(pool),
    schema,
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work(over(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((lost: Error) => (broken = lost));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
};
