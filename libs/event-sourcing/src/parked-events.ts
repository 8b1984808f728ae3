import type { Database, Sql } from '@onestory/kernel';
import type { StoredEvent, StreamName } from './event-store.js';

export interface ParkedSequence {
  readonly key: string;
  readonly events: number;
  readonly cause: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

interface Row {
  readonly position: string;
  readonly stream: StreamName;
  readonly revision: string;
}

/** Events that could not be handled, per key; later events of that key queue behind them. */
export class ParkedEvents {
  private keys = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly projection: string,
  ) {}

  get size(): number {
    return this.keys.size;
  }

  holdsAny(keys: readonly string[]): boolean {
    return this.keys.size > 0 && keys.some((key) => this.keys.has(key));
  }

  remember(key: string): void {
    this.keys.add(key);
  }

  async load(): Promise<void> {
    const rows = await this.database.query<{ key: string }>(
      'select distinct key from parked_event where projection = $1',
      [this.projection],
    );
    this.keys = new Set(rows.map((row) => row.key));
  }

  async list(): Promise<readonly ParkedSequence[]> {
    const rows = await this.database.query<{
      key: string;
      events: string;
      cause: string | null;
      attempts: number;
      parked_at: Date;
    }>(
      `select key, count(*) as events, (array_agg(cause order by position))[1] as cause,
         max(attempts) as attempts, min(parked_at) as parked_at
       from parked_event where projection = $1 group by key order by min(parked_at), key`,
      [this.projection],
    );
    return rows.map((row) => ({
      key: row.key,
      events: Number(row.events),
      cause: row.cause ?? 'unknown',
      attempts: row.attempts,
      parkedAt: row.parked_at,
    }));
  }

  /** Keeps where the event is and why it failed: the name of the error and its message's first line. */
  async park(
    event: StoredEvent,
    key: string,
    error: unknown,
    attempts: number,
    sql: Sql,
  ): Promise<void> {
    const cause = error instanceof Error ? error.name : null;
    await sql.query(
      `insert into parked_event (projection, key, position, stream, revision, cause, attempts)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [this.projection, key, event.position, event.stream, event.revision, cause, attempts],
    );
  }

  async replay(
    key: string,
    handle: (stream: StreamName, revision: bigint, sql: Sql) => Promise<void>,
  ): Promise<boolean> {
    while (true) {
      const [row] = await this.database.query<Row>(
        `select position, stream, revision from parked_event
         where projection = $1 and key = $2 order by position limit 1`,
        [this.projection, key],
      );
      if (!row) {
        this.keys.delete(key);
        return true;
      }
      try {
        await this.database.transaction(async (sql) => {
          await handle(row.stream, BigInt(row.revision), sql);
          await sql.query('delete from parked_event where projection = $1 and position = $2', [
            this.projection,
            row.position,
          ]);
        });
      } catch (error) {
        await this.database.query(
          'update parked_event set attempts = attempts + 1, cause = $3 where projection = $1 and position = $2',
          [this.projection, row.position, error instanceof Error ? error.name : 'unknown'],
        );
        return false;
      }
    }
  }
}
