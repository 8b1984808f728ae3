import type { Contract } from '@onestory/contracts';
import type { Lag, Leases, Log, ParkedSequence } from '@onestory/event-sourcing';
import type { Database, RealTime, Sql } from '@onestory/kernel';
import type { Exchange } from './exchange.js';
import type { Asks, MessageOf } from './message-of.js';

export interface ConsumerPorts {
  readonly exchange: Exchange;
  /** The service's own, in which `inboxTables` and `followingTables` were run. */
  readonly database: Database;
  /** Ids and codes only. */
  readonly log?: Log | undefined;
  /** One for all followers of a service. Default: one of its own. */
  readonly leases?: Leases;
  readonly time?: RealTime | undefined;
}

export interface ConsumerOptions<C extends Contract = Contract> extends ConsumerPorts {
  /** Its name, and that of its group. With the version of its rows, as they have it: `case-history.timeline_v1`. */
  readonly consumer: string;
  /** What it understands; other types are skipped. Left out: everything, with unchecked data. */
  readonly contracts?: readonly C[];
  /**
   * Messages behind its offset, per partition, whose ids its inbox keeps: more than a publisher that crashed can
   * publish again. Default 10 000.
   */
  readonly remembers?: number;
  /** For one reading, as of a verification. */
  readonly isPassing?: boolean;
  /** Default: the topics of the contracts' owners. */
  readonly topics?: readonly string[];
  /** Messages in order per key, each once. Their rows, the inbox and the offsets are one transaction. */
  handle(messages: readonly MessageOf<C>[], sql: Sql): Promise<void>;
  /**
   * For an effect elsewhere: runs first, in order, one by one, and again after a crash, so it is idempotent.
   */
  before?(message: MessageOf<C>): Promise<void>;
  /** What a message asks for, where the message alone tells: it saves a look. Default: `effect`. */
  concern?(message: MessageOf<C>): Asks;
}

export interface Consumer {
  readonly name: string;
  parked(): Promise<readonly ParkedSequence[]>;
  /** Handles a parked sequence again, in order, in whichever process. False when it fails again: it stays parked. */
  replay(key: string): Promise<boolean>;
  /** Whether anything parked is about one of these: a key, an episode, a child or a stream; or anything at all. */
  isParked(ids?: readonly string[]): Promise<boolean>;
  /** How many messages of which type that is in no contract were skipped since the start. */
  skipped(): ReadonlyMap<string, number>;
  /** `ageMs`: real time since it last got on, while messages wait. As for any follower, one that stands by is caught up. */
  lag(): Promise<Lag & { readonly behind: bigint }>;
  /** True when nothing that was published waits for it, in whichever process; what is parked does not count. */
  caughtUp(): Promise<boolean>;
  /** Throws away inbox and offsets together with what `clear` deletes, and begins at the beginning, wherever it runs. */
  rebuild(clear: (sql: Sql) => Promise<void>): Promise<void>;
  /** Resolves when the batch in hand is finished. */
  stop(): Promise<void>;
}
