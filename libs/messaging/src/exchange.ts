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
  /** Messages published and not yet handled by a group, for the lag page. */
  lag(group: string): Promise<readonly { topic: string; partition: number; behind: bigint }[]>;
  stop(): Promise<void>;
}
