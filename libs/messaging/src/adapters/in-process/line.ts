import { Connection, isRolledBack } from '@onestory/postgres';

/** One connection, made when it is needed and again after it was lost. A lost one rejects its calls. */
export class Line {
  private connecting: Promise<Connection> | undefined;
  private current: Connection | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly name: string,
    private readonly prepare?: (client: Connection) => Promise<void>,
  ) {}

  /** One after the other. A named statement is prepared once per connection. */
  query<Row extends object>(text: string, values: unknown[] = [], name?: string): Promise<Row[]> {
    const mine = this.last.then(() => this.send<Row>(text, values, name));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.current?.end().catch(() => undefined);
  }

  private async send<Row extends object>(
    text: string,
    values: unknown[],
    name: string | undefined,
  ): Promise<Row[]> {
    if (this.stopped) throw new Error('This connection was stopped.');
    this.connecting ??= this.connect();
    const client = await this.connecting;
    try {
      const { rows } = await client.query<Row & Record<string, unknown>>({
        text,
        values,
        ...(name && { name }),
      });
      return rows;
    } catch (error) {
      if (!isRolledBack(error)) this.drop(client);
      throw error;
    }
  }

  private async connect(): Promise<Connection> {
    const client = new Connection({
      connectionString: this.connectionString,
      application_name: this.name,
    });
    this.current = client;
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

  private drop(client: Connection): void {
    if (this.current !== client) return;
    this.current = undefined;
    this.connecting = undefined;
    client.end().catch(() => undefined);
  }
}
