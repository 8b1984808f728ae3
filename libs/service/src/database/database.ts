import { DataSource, MigrationExecutor } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Database, Sql, SqlValue } from '@onestory/kernel';
import { poolSettings } from '@onestory/postgres';
import type { Connection, Limits } from '@onestory/postgres';

export interface DatabaseOptions {
  readonly url: string;
  /** `child_index`: the service's own, made when missing. */
  readonly schema: string;
  readonly connections: number;
  /** Default those of answers; patient where whole tables are read. */
  readonly limits?: Limits;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** A bigint goes to Postgres as text; everything else as pg takes it. */
const parameters = (values: readonly SqlValue[] = []): unknown[] =>
  values.map((value) => (typeof value === 'bigint' ? value.toString() : value));

/** Statements that a connection keeps prepared. What is made anew for each call must not fill its memory. */
const MOST_STATEMENTS = 300;

/** Parsing and planning cost more than most statements here: those with parameters are prepared once. */
class Statements {
  private readonly names = new Map<string, string>();

  sqlOf(client: Connection): Sql {
    return {
      query: async <Row extends object>(text: string, values: readonly SqlValue[] = []) => {
        const name = values.length > 0 && this.nameOf(text);
        const query = { text, values: parameters(values), ...(name && { name }) };
        const result: unknown = await client.query(query);
        // Several statements in one text, which only goes without parameters, have several results.
        const { rows } = (Array.isArray(result) ? result.at(-1) : result) as { rows: Row[] };
        return rows as readonly Row[];
      },
    };
  }

  private nameOf(text: string): string | undefined {
    const name = this.names.get(text);
    if (name !== undefined || this.names.size === MOST_STATEMENTS) return name;
    this.names.set(text, `onestory_${this.names.size}`);
    return this.names.get(text);
  }
}

/** The service's schema, through TypeORM's connections: nothing else of the lib knows TypeORM. */
export class ServiceDatabase implements Database {
  private readonly statements = new Statements();
  private readonly inHand = new Set<Promise<unknown>>();
  private closed = false;
  /** Called after each transaction: followers write their rows in one, so that something may be there now. */
  onCommit: () => void = () => undefined;

  private constructor(
    readonly schema: string,
    private readonly dataSource: DataSource,
  ) {}

  /** Not connected yet: who only holds on to it needs not wait for {@link makeReady}. */
  static at(options: DatabaseOptions): ServiceDatabase {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      migrations: [...options.migrations],
      migrationsTableName: 'migration',
      synchronize: false,
      logging: false,
      extra: {
        ...poolSettings({
          max: options.connections,
          ...(options.limits && { limits: options.limits }),
        }),
        options: `-c search_path=${options.schema}`,
      },
      poolErrorHandler: () => undefined, // a lost connection has left the pool, and its next query makes another
    });
    return new ServiceDatabase(options.schema, dataSource);
  }

  static async open(options: DatabaseOptions): Promise<ServiceDatabase> {
    const database = ServiceDatabase.at(options);
    await database.makeReady();
    return database;
  }

  /** Connects, makes the schema and runs the migrations that are new. */
  async makeReady(): Promise<void> {
    await this.dataSource.initialize();
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = (await runner.connect()) as Connection;
      await connection.patiently(async () => {
        await connection.query(`create schema if not exists ${this.schema}`);
        if (this.dataSource.migrations.length > 0) await this.migrate(runner);
      });
    } finally {
      await runner.release();
    }
  }

  async query<Row extends object>(
    text: string,
    values?: readonly SqlValue[],
  ): Promise<readonly Row[]> {
    return this.withClient((client) => this.statements.sqlOf(client).query<Row>(text, values));
  }

  /** What still asks when the work has failed is refused: it would be done, outside of any transaction. */
  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      const within = this.statements.sqlOf(client);
      let isOver = false;
      const sql: Sql = {
        query: (text, values) =>
          isOver
            ? Promise.reject(new Error('The transaction is over.'))
            : within.query(text, values),
      };
      try {
        // Sent in one piece with the first statement.
        const [, result] = await Promise.all([client.query('begin'), work(sql)]);
        isOver = true;
        await client.query('commit');
        this.onCommit();
        return result;
      } catch (error) {
        isOver = true;
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Those who still wait for a connection get one first: a pool that has ended would let them wait for ever. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.inHand);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private async migrate(runner: QueryRunner): Promise<void> {
    const migrations = new MigrationExecutor(this.dataSource, runner);
    migrations.transaction = 'each';
    await migrations.executePendingMigrations();
  }

  private async withClient<T>(work: (client: Connection) => Promise<T>): Promise<T> {
    if (this.closed) throw new Error('The database of this service is closed.');
    const runner = this.dataSource.createQueryRunner();
    const connected = runner.connect() as Promise<Connection>;
    const done = connected.then(work).finally(() => runner.release());
    this.inHand.add(done);
    try {
      return await done;
    } finally {
      this.inHand.delete(done);
    }
  }
}
