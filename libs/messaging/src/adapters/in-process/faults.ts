/** Switches for tests: what a broker does to its consumers on a bad day. All off by default. */
export class Faults {
  private readonly paused = new Set<string>();
  private readonly changed: () => void;
  private readonly goBack: (messages: bigint) => void;
  private seed = 1;
  private share = 0;
  private whole = false;

  constructor(on: { changed: () => void; goBack: (messages: bigint) => void }) {
    this.changed = on.changed;
    this.goBack = on.goBack;
  }

  /** Publishes that share of messages (0 to 1) a second time, after the others of their call. */
  duplicate(share: number, seed = 1): void {
    this.share = share;
    this.seed = seed;
  }

  /** Delivers the last so many messages of every partition of every group again. */
  redeliver(last: number): void {
    this.goBack(BigInt(last));
  }

  /** Stops the consumption of a topic, or of one of its partitions. */
  pause(topic: string, partition?: number): void {
    this.paused.add(place(topic, partition));
  }

  resume(topic: string, partition?: number): void {
    this.paused.delete(place(topic, partition));
    this.changed();
  }

  /** The exchange is cut off: publishing rejects, nothing is consumed. */
  cut(): void {
    this.whole = true;
  }

  /** All catch up. */
  mend(): void {
    this.whole = false;
    this.changed();
  }

  get isCut(): boolean {
    return this.whole;
  }

  holds(topic: string, partition: number): boolean {
    return this.whole || this.paused.has(topic) || this.paused.has(place(topic, partition));
  }

  /** The list, and after it what is published twice. */
  withDuplicates<T>(messages: readonly T[]): readonly T[] {
    if (this.share === 0) return messages;
    return [...messages, ...messages.filter(() => this.next() < this.share)];
  }

  /** mulberry32: the same seed gives the same faults. */
  private next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}

const place = (topic: string, partition?: number): string =>
  partition === undefined ? topic : `${topic}/${partition}`;
