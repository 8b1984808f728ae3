/**
 * The event store port: append, read forwards, follow, and what stands at a position. No delete, metadata, links, `any`, backwards or
 * filtered reads: nothing needs them; forgetting is done with keys. Every adapter passes the same contract
 * suite, whose expected answers are those of a real EventStoreDB 23.10.6.
 *
 * Not promised: contiguous or computable positions, unique event ids, payload comparison on a retry
 * (encryption makes bytes differ), order between two streams beyond that of `follow`, silence after a stop.
 */
declare const brand: unique symbol;

/** `<category>-<id>`: the category is camelCase, the id is what follows the first dash. */
export type StreamName = `${string}-${string}`;

/** A place in the store. Opaque, but its text order is the store's order on every adapter. */
export type Position = string & { readonly [brand]: 'position' };

export interface NewEvent {
  /** A uuid. Unique per place in a stream only. */
  readonly id: string;
  /** The stored type: `ReferralSent`, from its second shape on `ReferralSent.v2`. */
  readonly type: string;
  /** JSON, kept letter by letter: stored as its UTF-8 bytes. */
  readonly data: string;
  readonly metadata: string;
}

export interface StoredEvent extends NewEvent {
  readonly stream: StreamName;
  /** From 0n. */
  readonly revision: bigint;
  readonly position: Position;
  /** The store's own time stamp, milliseconds since 1970: for diagnosis and lag only. */
  readonly storedAt: number;
}

export interface Appended {
  /** Revision of the last event of this append. */
  readonly revision: bigint;
  /** Position of the last event of this append; the first time's when this one was a repetition. */
  readonly position: Position;
}

/** What a follower receives, in order, through one queue. */
export type Followed =
  /**
   * The next events, none where only others moved on. Everything up to the position is in this page or was in
   * one before: safe to store as a checkpoint once the page is handled.
   */
  | {
      readonly kind: 'page';
      readonly events: readonly StoredEvent[];
      readonly position: Position;
    }
  /** Nothing more was stored when this was said; said again after each time of falling behind. */
  | { readonly kind: 'caught up'; readonly position: Position | undefined };

export interface FollowOptions {
  /** Categories to follow; others only move checkpoints. `all` leaves out `<service>Access` streams. */
  readonly categories: readonly string[] | 'all';
  /** Exclusive. Undefined: from the beginning. */
  readonly after?: Position | undefined;
  readonly signal: AbortSignal;
}

export interface ReadOptions {
  /** Inclusive. Default 0n. Beyond the end: nothing. */
  readonly from?: bigint;
  readonly signal?: AbortSignal;
}

export interface EventStore {
  /**
   * All events or none, contiguous in the stream and in the store. Repeating an append with the same ids at
   * the same expected revision writes nothing and answers as the first time, even when others followed.
   * @throws RevisionConflict, StreamDeleted, AppendTooLarge, AccessDenied: clear refusals, nothing written.
   *   Anything else is an unknown outcome: ask again with the same ids and revision.
   */
  append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended>;

  /** A stream forwards, page by page, none of them empty; an unknown stream has none. */
  read(stream: StreamName, options?: ReadOptions): AsyncIterable<readonly StoredEvent[]>;

  /** Runs until the signal aborts (then it ends without an error) or throws when the store is lost. */
  follow(options: FollowOptions): AsyncIterable<Followed>;

  /** Position of the last event, or undefined in an empty store. For lag and for waiting only. */
  head(): Promise<Position | undefined>;

  /**
   * Id of the last event, not the store's own, at or before a position; undefined when there is none. Whoever
   * keeps it with a position notices when the store was restored to an earlier state, and grew again.
   */
  eventAt(position: Position): Promise<string | undefined>;

  /** Closes connections. Appends in flight are answered first. */
  stop(): Promise<void>;
}

/** All events of a read: for one stream, which is never large. */
export const eventsOf = async (
  pages: AsyncIterable<readonly StoredEvent[]>,
): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of pages) for (const event of page) events.push(event);
  return events;
};

/** Bytes of data, metadata, ids and types of one append that always fit. More is refused before the call. */
export const LARGEST_APPEND = 1_000_000;

export class RevisionConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: 'none' | bigint,
    readonly actual: 'none' | bigint,
  ) {
    super(`Stream ${stream} is at revision ${actual}, not at ${expected}.`);
    this.name = 'RevisionConflict';
  }
}

class StreamDeleted extends Error {
  constructor(readonly stream: string) {
    super(`Stream ${stream} is deleted.`);
    this.name = 'StreamDeleted';
  }
}

export class AppendTooLarge extends Error {
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`An append of ${bytes} bytes to ${stream} is over the limit of ${LARGEST_APPEND}.`);
    this.name = 'AppendTooLarge';
  }
}

export class AccessDenied extends Error {
  constructor(readonly stream: string) {
    super(`This service has no stream ${stream}.`);
    this.name = 'AccessDenied';
  }
}

/** The connection broke, or the answer did not come: it may be stored, now or in a moment. */
export class OutcomeUnknown extends Error {
  constructor(cause?: unknown) {
    super(
      'The event store did not answer, so it is unknown whether this was stored. ' +
        'Ask again with the same ids and revision.',
      { cause },
    );
    this.name = 'OutcomeUnknown';
  }
}

export const isClearRefusal = (error: unknown): boolean =>
  error instanceof RevisionConflict ||
  error instanceof StreamDeleted ||
  error instanceof AppendTooLarge ||
  error instanceof AccessDenied;

export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
/** The id that a stream is named after: of the kind that its category is about. */
export const idOf = <I extends string = string>(stream: string): I =>
  stream.slice(stream.indexOf('-') + 1) as I;
