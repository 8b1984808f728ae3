import { DataSource } from 'typeorm';
import type { EntitySchema, MigrationInterface, QueryRunner } from 'typeorm';
import type { Database, Sql, SqlValue } from '@onestory/kernel';

export interface DatabaseOptions {
  readonly url: string;
  /** `child_index`: the service's own, made when missing. */
  readonly schema: string;
  readonly connections: number;
  readonly entities: readonly (Function | EntitySchema)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** A bigint goes to Postgres as text; everything else as pg takes it. */
const parameters = (values: readonly SqlValue[] = []): unknown[] =>
  values.map((value) => (typeof value === 'bigint' ? value.toString() : value));

const sqlOf = (runner: QueryRunner): Sql => ({
  query: async <Row extends object>(text: string, values?: readonly SqlValue[]) => {
    const result: unknown = await runner.query(text, parameters(values), true);
    return ((result as { records?: Row[] }).records ?? []) as readonly Row[];
  },
});

/** The service's schema, through TypeORM's connections: nothing else of the lib knows TypeORM. */
export class ServiceDatabase implements Database {
  private readonly inHand = new Set<Promise<unknown>>();
  private closed = false;

  private constructor(
    readonly schema: string,
    readonly dataSource: DataSource,
  ) {}

  /** Connects, makes the schema and runs the migrations that are new. */
  static async open(options: DatabaseOptions): Promise<ServiceDatabase> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      entities: [...options.entities] as Function[],
      migrations: [...options.migrations],
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
      synchronize: false,
      logging: false,
      extra: { max: options.connections, options: `-c search_path=${options.schema}` },
    });
    await dataSource.initialize();
    await dataSource.query(`create schema if not exists ${options.schema}`);
    if (options.migrations.length > 0) await dataSource.runMigrations();
    return new ServiceDatabase(options.schema, dataSource);
  }

  async query<Row extends object>(
    text: string,
    values?: readonly SqlValue[],
  ): Promise<readonly Row[]> {
    return this.withRunner((runner) => sqlOf(runner).query<Row>(text, values));
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.withRunner(async (runner) => {
      try {
        await runner.startTransaction();
        const result = await work(sqlOf(runner));
        await runner.commitTransaction();
        return result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });
  }

  /** Who still waits for a connection gets one first: a pool that has ended would let it wait for ever. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inHand);
    await this.dataSource.destroy();
  }

  private async withRunner<T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    if (this.closed) throw new Error('The database of this service is closed.');
    const runner = this.dataSource.createQueryRunner();
    const done = work(runner).finally(() => runner.release());
    this.inHand.add(done);
    try {
      return await done;
    } finally {
      this.inHand.delete(done);
    }
  }
}
