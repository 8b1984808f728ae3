import type pg from 'pg';

/** How long a connection waits for what, in milliseconds. */
export interface Limits {
  /** For a new connection, and for a free one of a pool. */
  readonly connect: number;
  /** For an answer. The connection is given up then: what it would say next belongs to nobody. */
  readonly query: number;
  /** For a statement, by the server. Below `query`, so that a slow statement does not cost its connection. */
  readonly statement: number;
  /** For the next statement of a transaction, by the server: a client that is gone holds its locks no longer. */
  readonly idleInTransaction: number;
}

/** A silent connection is noticed and made anew within `query` and `connect`, which leaves room for a repetition. */
export const LIMITS: Limits = {
  connect: 5_000,
  query: 10_000,
  statement: 8_000,
  idleInTransaction: 15_000,
};

/** For migrations, and for whatever else reads or writes whole tables while nobody waits for the answer. */
export const PATIENT: Limits = {
  connect: 10_000,
  query: 3_600_000,
  statement: 3_590_000,
  idleInTransaction: 600_000,
};

/** A connection may be closed politely for so long; then its socket is. */
export const CLOSE_WITHIN = 2_000;

const KEEP_ALIVE_AFTER = 10_000;

/** The same in the words of pg. */
export const settingsOf = (limits: Limits) =>
  ({
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.query,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER,
  }) satisfies pg.ClientConfig;
