import type { Database, Sql } from '@onestory/kernel';

/** A database that counts its transactions, and a process that stops in its tracks. */
export class Process implements Database {
  transactions = 0;
  beforeTransaction: () => Promise<void> = async () => undefined;
  private frozen: Promise<void> | undefined;
  private wakeUp: () => void = () => undefined;

  constructor(private readonly inner: Database) {}

  get schema(): string {
    return this.inner.schema;
  }

  freeze(): void {
    this.frozen = new Promise((resolve) => (this.wakeUp = resolve));
  }

  wake(): void {
    this.frozen = undefined;
    this.wakeUp();
  }

  async query<Row extends object>(...args: Parameters<Sql['query']>): Promise<readonly Row[]> {
    await this.frozen;
    return this.inner.query<Row>(...args);
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.frozen;
    this.transactions += 1;
    await this.beforeTransaction();
    return this.inner.transaction(work);
  }
}
