import { Connection, connectionPool } from '@onestory/postgres';
import type { Pool, Server } from '@onestory/postgres';

export interface Budget {
  readonly connection: Server;
  /** At least 3: one writes, one listens, the others read. */
  readonly maxConnections: number;
}

/**
 * Acknowledged means durable, whatever the database's defaults. The lock of the head row needs a fresh look after
 * each wait. Plans are made once, perhaps while the tables are almost empty: they must not scan or sort for that.
 */
const SETTINGS = [
  'synchronous_commit=on',
  'default_transaction_isolation=read\\ committed',
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_bitmapscan=off',
  'enable_sort=off',
  'jit=off',
  'application_name=event_store',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Every connection of one store: dropped when lost, opened again by the next who needs it. */
export class Connections {
  readonly reads: Pool;
  private readonly server: Exclude<Server, string>;
  private writing: Promise<Connection> | undefined;

  constructor(
    { connection, maxConnections }: Budget,
    private readonly onLost: () => void,
  ) {
    if (maxConnections < 3) throw new TypeError('An event store needs three connections.');
    const given = typeof connection === 'string' ? { connectionString: connection } : connection;
    this.server = { ...given, options: [given.options, SETTINGS].filter(Boolean).join(' ') };
    this.reads = connectionPool(this.server, { max: maxConnections - 2, idleTimeoutMillis: 0 });
  }

  /** The one that writes. */
  write(): Promise<Connection> {
    if (this.writing) return this.writing;
    const opening = this.open(() => {
      if (this.writing === opening) this.forgetWriting();
    });
    this.writing = opening;
    return opening;
  }

  /** For an answer that did not come: what the connection would say next belongs to nobody. */
  dropWriting(connection: Connection): void {
    this.forgetWriting();
    connection.cut();
  }

  private forgetWriting(): void {
    this.writing = undefined;
    this.onLost();
  }

  /** A connection that calls `lost` once when it is gone, and also when it never came. */
  async open(lost: () => void): Promise<Connection> {
    const connection = new Connection(this.server);
    connection.once('end', lost);
    try {
      await connection.connect();
      return connection;
    } catch (error) {
      lost();
      throw error;
    }
  }

  async close(): Promise<void> {
    const writing = await this.writing?.catch(() => undefined);
    await Promise.all([writing?.end(), this.reads.end()]);
  }
}
