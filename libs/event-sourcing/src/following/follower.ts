import type { AnyFact, Sql } from '@onestory/kernel';
import type { Decoder, StoredFact } from '../codec.js';
import type { StoredEvent } from '../event-store.js';

/** What is outward and idempotent: commands, a publish. After a crash it comes again. */
export interface React<Ready = unknown> {
  /**
   * Its own fault when it fails: tried again, then parked. One answer for each fact, in order, or none at all
   * if nothing is delivered.
   */
  prepare(batch: readonly StoredFact<AnyFact>[]): Promise<readonly Ready[] | void>;
  /** The other side's fault when it fails, and waited for, unless it throws `Refused`. */
  deliver?(ready: readonly Ready[]): Promise<void>;
}

/**
 * Follows categories of the store: reacts, then derives rows. Rows, checkpoint and fencing epoch share a
 * transaction. What cannot be handled is parked with what follows it under its key.
 */
export interface Follower {
  /** With the version of its rows, if it has any: `screening_queue_v1`. A new version starts from the beginning. */
  readonly name: string;
  readonly codecs: readonly Decoder<AnyFact>[];
  /** What keeps its order when something cannot be handled. Must not throw. Default: the stream. */
  keyOf?(event: StoredEvent): string;
  /** Before the rows' transaction. A rebuild and a verification never call it. */
  readonly react?: React;
  /** Set-based: one batch, few statements. Called again with the same events after a crash. */
  project?(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void>;
}

/** A follower that derives rows. */
export interface Projector extends Follower {
  project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void>;
}

/** Thrown by `deliver`: one of what it was given will never be taken. Nothing of that call was delivered. */
export class Refused extends Error {
  constructor(
    /** Place in the list that was given. */
    readonly index: number,
    cause: unknown,
  ) {
    super('The other side refused it for good.', { cause });
    this.name = 'Refused';
  }
}
