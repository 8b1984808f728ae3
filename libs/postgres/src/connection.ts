import type { Writable } from 'node:stream';
import pg from 'pg';
import { CLOSE_WITHIN, LIMITS, PATIENT, settingsOf } from './limits.js';
import type { Limits } from './limits.js';

export type { Pool } from 'pg';

/** A connection string, or pg's own settings. */
export type Server = string | pg.ClientConfig;

const NO_ANSWER = 'Query read timeout';

const nothing = (): void => undefined;

/**
 * A connection that ends by itself when an answer does not come in time, or when closing it takes too long. It tells
 * of its loss by `end`; an error that nobody listens for does not end the process.
 */
export class Connection extends pg.Client {
  constructor(server: Server = {}, limits: Limits = LIMITS) {
    super({
      ...settingsOf(limits),
      // A statement is sent when it is asked for, not when the one before it is answered.
      pipeline: true,
      ...(typeof server === 'string' ? { connectionString: server } : server),
    });
    this.on('error', nothing);
    this.query = this.askingInTime();
    this.end = this.endingInTime();
    this.connect = this.connectingUntilEnded();
  }

  /** Waits for long, on this side and on the server's, while the work is done. */
  async patiently<T>(work: () => Promise<T>): Promise<T> {
    const own = this.parameters.query_timeout;
    this.parameters.query_timeout = PATIENT.query;
    try {
      await this.query(
        `set statement_timeout = ${PATIENT.statement};
         set idle_in_transaction_session_timeout = ${PATIENT.idleInTransaction}`,
      );
      const result = await work();
      await this.query('reset statement_timeout; reset idle_in_transaction_session_timeout');
      return result;
    } finally {
      this.parameters.query_timeout = own;
    }
  }

  /** Closes the socket without a word. */
  cut(): void {
    this.socket.destroy();
  }

  private get socket(): Writable {
    return (this as unknown as { connection: pg.Connection }).connection.stream;
  }

  private get parameters(): { query_timeout: number | string } {
    return (this as unknown as { connectionParameters: { query_timeout: number } })
      .connectionParameters;
  }

  private askingInTime(): pg.Client['query'] {
    const ask = this.query.bind(this) as (...given: unknown[]) => unknown;
    const asking = (...given: unknown[]): unknown => {
      this.writeInOnePiece();
      const answer = ask(...given);
      if (!(answer instanceof Promise)) return answer; // a pool asks by callback, and drops what has failed
      return answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === NO_ANSWER) this.cut();
        throw error;
      });
    };
    return asking as pg.Client['query'];
  }

  /** What is asked in one go is one write to the socket: each costs as much as a small statement. */
  private writeInOnePiece(): void {
    const { socket } = this;
    if (socket.writableCorked > 0) return;
    socket.cork();
    process.nextTick(() => socket.uncork());
  }

  /** pg forgets who waits for a connection that is ended before it was made. */
  private connectingUntilEnded(): pg.Client['connect'] {
    const connect = this.connect.bind(this) as unknown as (callback?: unknown) => Promise<void>;
    const connecting = (callback?: unknown): Promise<unknown> => {
      if (callback !== undefined) return connect(callback); // a pool: it ends what has failed, and nothing else
      const ended = new Promise((_, reject) =>
        this.once('end', () => reject(new Error('Connection terminated'))),
      );
      ended.catch(() => undefined);
      return Promise.race([connect(), ended]);
    };
    return connecting as unknown as pg.Client['connect'];
  }

  private endingInTime(): pg.Client['end'] {
    const end = this.end.bind(this) as (callback?: () => void) => Promise<void> | undefined;
    const ending = (callback?: () => void): Promise<void> | undefined => {
      const cutting = setTimeout(() => this.cut(), CLOSE_WITHIN).unref();
      this.once('end', () => clearTimeout(cutting));
      return end(callback);
    };
    return ending as pg.Client['end'];
  }
}

export interface PoolOptions {
  readonly max: number;
  readonly limits?: Limits;
}

/** What makes a pool of {@link Connection}s, also for who makes the pool by other means. */
export const poolSettings = ({ max, limits = LIMITS }: PoolOptions) => ({
  ...settingsOf(limits),
  max,
  Client: Connection,
});

/** A lost connection leaves the pool, and another one is made for the next who asks. */
export const connectionPool = (server: Server, options: PoolOptions & pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool({
    ...options,
    ...poolSettings(options),
    ...(typeof server === 'string' ? { connectionString: server } : server),
  });
  pool.on('error', nothing);
  return pool;
};
