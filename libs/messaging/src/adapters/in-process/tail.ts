import { setTimeout as pause } from 'node:timers/promises';
import type { Delivered } from '../../exchange.js';
import type { ExchangeLog } from './log.js';
import { Wake } from './wake.js';

/** The newest messages of one partition, as many as memory allows. Offsets have no gaps. */
export class Window {
  private messages: Delivered[] = [];
  private readonly waking = new Set<() => void>();

  constructor(
    readonly topic: string,
    readonly partition: number,
    /** The offset that was not read yet. */
    private following: bigint,
  ) {}

  get next(): bigint {
    return this.following;
  }

  get first(): bigint {
    return this.following - BigInt(this.messages.length);
  }

  from(offset: bigint, limit: number): readonly Delivered[] {
    const start = Number(offset - this.first);
    return this.messages.slice(start, start + limit);
  }

  add(message: Delivered): void {
    this.messages.push(message);
    this.following = message.offset + 1n;
  }

  /** Forgets the older half; gives what it freed, in messages and bytes. */
  forgetHalf(): { messages: number; bytes: number } {
    const gone = this.messages.splice(0, Math.ceil(this.messages.length / 2));
    return {
      messages: gone.length,
      bytes: gone.reduce((sum, message) => sum + message.value.length, 0),
    };
  }

  subscribe(wake: () => void): () => void {
    this.waking.add(wake);
    return () => this.waking.delete(wake);
  }

  wakeAll(): void {
    for (const wake of this.waking) wake();
  }
}

export interface TailOptions {
  readonly pollMs: number;
  readonly keepMessages: number;
  readonly keepBytes: number;
  readonly onError: (error: unknown) => void;
}

const PER_PARTITION = 200;

/**
 * Reads what is new once for the whole process, however many groups want it. A group that lags behind the
 * window reads the log by itself until it is back.
 */
export class Tail {
  private readonly windows = new Map<string, Window>();
  private readonly wake = new Wake();
  private readonly following = new Map<string, Promise<readonly Window[]>>();
  private running: Promise<void> | undefined;
  private stopped = false;
  private messages = 0;
  private bytes = 0;

  constructor(
    private readonly log: ExchangeLog,
    private readonly options: TailOptions,
  ) {}

  /** The windows of a topic's partitions, open from now on. */
  follow(topic: string): Promise<readonly Window[]> {
    let windows = this.following.get(topic);
    if (!windows) {
      windows = this.open(topic);
      windows.catch(() => this.following.delete(topic));
      this.following.set(topic, windows);
    }
    return windows;
  }

  /** Something may be new. */
  look = (): void => this.wake.call();

  async stop(): Promise<void> {
    this.stopped = true;
    this.look();
    await this.running;
  }

  private async open(topic: string): Promise<readonly Window[]> {
    await this.log.partitions(topic);
    const windows = (await this.log.heads([topic])).map(
      ({ partition, from }) => new Window(topic, partition, from),
    );
    for (const window of windows) this.windows.set(`${topic}/${window.partition}`, window);
    this.running ??= this.run();
    return windows;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const more = await this.read();
        failures = 0;
        if (!more) await this.wake.wait(this.options.pollMs);
      } catch (error) {
        if (this.stopped) return;
        failures += 1;
        this.options.onError(error);
        await pause(Math.min(2_000, 25 * 2 ** failures));
      }
    }
  }

  private async read(): Promise<boolean> {
    const places = [...this.windows.values()].map(({ topic, partition, next }) => ({
      topic,
      partition,
      from: next,
    }));
    const news = await this.log.news(places, PER_PARTITION);
    const moved = new Set<Window>();
    for (const message of news) {
      const window = this.windows.get(`${message.topic}/${message.partition}`)!;
      window.add(message);
      moved.add(window);
      this.messages += 1;
      this.bytes += message.value.length;
    }
    for (const window of moved) window.wakeAll();
    this.makeRoom();
    return news.length >= PER_PARTITION;
  }

  private makeRoom(): void {
    while (this.messages > this.options.keepMessages || this.bytes > this.options.keepBytes)
      for (const window of this.windows.values()) {
        const freed = window.forgetHalf();
        this.messages -= freed.messages;
        this.bytes -= freed.bytes;
      }
  }
}
