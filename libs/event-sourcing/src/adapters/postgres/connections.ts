import pg from 'pg';

export interface Budget {
  readonly connection: string | pg.ClientConfig;
  /** At least 3: one writes, one listens, the others read. */
  readonly maxConnections: number;
}

const CONNECT_WITHIN = 5_000;
const ANSWER_WITHIN = 15_000;

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
  readonly reads: pg.Pool;
  private readonly config: pg.ClientConfig;
  private writing: Promise<pg.Client> | undefined;

  constructor(
    { connection, maxConnections }: Budget,
    private readonly onLost: () => void,
  ) {
    if (maxConnections < 3) throw new TypeError('An event store needs three connections.');
    const given = typeof connection === 'string' ? { connectionString: connection } : connection;
    this.config = {
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_WITHIN,
      query_timeout: ANSWER_WITHIN,
      ...given,
      options: [given.options, SETTINGS].filter(Boolean).join(' '),
    };
    this.reads = new pg.Pool({ ...this.config, max: maxConnections - 2, idleTimeoutMillis: 0 });
    this.reads.on('error', () => {}); // an idle connection was lost: the pool has dropped it
  }

  /** The one that writes. */
  write(): Promise<pg.Client> {
    if (this.writing) return this.writing;
    const opening = this.open(() => {
      if (this.writing === opening) this.forgetWriting();
    });
    this.writing = opening;
    return opening;
  }

  /** For an answer that did not come: what the connection would say next belongs to nobody. */
  dropWriting(client: pg.Client): void {
    this.forgetWriting();
    void client.end().catch(() => {});
  }

  private forgetWriting(): void {
    this.writing = undefined;
    this.onLost();
  }

  /** A connection that calls `lost` once when it is gone, and also when it never came. */
  async open(lost: () => void): Promise<pg.Client> {
    const client = new pg.Client(this.config);
    client.on('error', () => {});
    client.once('end', lost);
    try {
      await client.connect();
      return client;
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
