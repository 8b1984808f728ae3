export type SqlValue =
  string | number | bigint | boolean | null | Date | Uint8Array | readonly SqlValue[];

/**
 * A transaction on the read models' database, or one statement outside of one.
 * `bigint`, `numeric` and `count(*)` come back as strings.
 */
export interface Sql {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly SqlValue[],
  ): Promise<readonly Row[]>;
}

/** A service's own schema in Postgres: rows, checkpoint and fencing epoch share its transactions. */
export interface Database extends Sql {
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The schema's name; every statement runs with it as search_path. */
  readonly schema: string;
}
