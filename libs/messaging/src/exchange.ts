/**
 * The exchange port: what one service promises to tell others, at least once, in order per key.
 * Adapters: in-process (a durable log in Postgres) and, beyond one machine, Kafka. One contract suite.
 */
export interface Outgoing {
  /** Order is kept per key; also chooses the partition (murmur2, as Kafka's default partitioner). */
  readonly key: string;
  /** CloudEvents 1.0 in structured mode, UTF-8 JSON. */
  readonly value: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Delivered extends Outgoing {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

export interface Subscription {
  /** One member of the group handles a partition at a time. */
  readonly group: string;
  readonly topics: readonly string[];
  /** For one reading: the exchange keeps no note of it, and nothing is left when it stops. */
  readonly isPassing?: boolean;
  /**
   * Where to begin in a partition that was just assigned: the offset kept with the effects. The exchange's
   * own note of progress is only a hint. Undefined: from the beginning of the topic.
   */
  startAt(topic: string, partition: number): Promise<bigint | undefined>;
  /**
   * Handles messages of one partition, in order. Resolves when effect and offset are durable. A rejection
   * means: deliver the same batch again, after a pause.
   */
  handle(batch: readonly Delivered[], signal: AbortSignal): Promise<void>;
}

export interface Consumption {
  /** Resolves when the batch in hand is finished. */
  stop(): Promise<void>;
}

export interface Exchange {
  /** Resolves when every message is durable (acks from all). One call in flight keeps order per key. */
  publish(topic: string, messages: readonly Outgoing[]): Promise<void>;
  consume(subscription: Subscription): Consumption;
  /**
   * What stands at an offset; undefined beyond the end. Whoever keeps a digest of it with the offset notices when the
   * exchange was restored to an earlier state, and grew again.
   */
  at(topic: string, partition: number, offset: bigint): Promise<Delivered | undefined>;
  /**
   * Messages published and not yet handled by a group, for the lag page. Of these topics, too, though nobody of this
   * process may be in the group, and the group may not have begun with them.
   */
  lag(
    group: string,
    topics?: readonly string[],
  ): Promise<readonly { topic: string; partition: number; behind: bigint }[]>;
  stop(): Promise<void>;
}

/**
 * Thrown by `handle` when the offset kept with the effects is not where this batch begins: another owner was
 * here, or the effects were thrown away. The exchange asks `startAt` again and goes on from there.
 */
export class PartitionLost extends Error {
  constructor(topic: string, partition: number) {
    super(
      `Partition ${partition} of ${topic} was moved on by another owner. It is taken up again.`,
    );
    this.name = 'PartitionLost';
  }
}

/** Nothing is known of what was published: publish again; consumers expect duplicates. */
export class ExchangeUnreachable extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'The exchange cannot be reached. Publish again; what arrives twice has an effect once.',
      options,
    );
    this.name = 'ExchangeUnreachable';
  }
}

/** Bytes of one message's key, value and headers that always fit. */
export const LARGEST_MESSAGE = 1_000_000;

/** A clear refusal: publishing it again does not help. Nothing of that call was written. */
export class MessageRefused extends Error {
  constructor(
    /** Place in the list that was published. */
    readonly index: number,
    reason: string,
  ) {
    super(`Message ${index} cannot be published: ${reason}.`);
    this.name = 'MessageRefused';
  }
}
