import pg from 'pg';

/** One connection, made when it is needed and again after it was lost. A lost one rejects its calls. */
export class Line {
  private connecting: Promise<pg.Client> | undefined;
  private current: pg.Client | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly name: string,
    private readonly prepare?: (client: pg.Client) => Promise<void>,
  ) {}

  /** One after the other. A named statement is prepared once per connection. */
  query<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
    name?: string,
  ): Promise<Row[]> {
    const mine = this.last.then(() => this.send<Row>(text, values, name));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const client = await this.connecting?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  private async send<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
    name: string | undefined,
  ): Promise<Row[]> {
    if (this.stopped) throw new Error('This connection was stopped.');
    this.connecting ??= this.connect();
    const client = await this.connecting;
    try {
      const { rows } = await client.query<Row>({ text, values, ...(name && { name }) });
      return rows;
    } catch (error) {
      // An answer that comes after its time-out would be taken for that of the next query.
      if (!(error instanceof pg.DatabaseError)) this.drop(client);
      throw error;
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.connectionString,
      application_name: this.name,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      query_timeout: 35_000,
    });
    this.current = client;
    client.on('error', () => this.drop(client));
    client.on('end', () => this.drop(client));
    try {
      await client.connect();
      await this.prepare?.(client);
      return client;
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  private drop(client: pg.Client): void {
    if (this.current !== client) return;
    this.current = undefined;
    this.connecting = undefined;
    client.end().catch(() => undefined);
  }
}
