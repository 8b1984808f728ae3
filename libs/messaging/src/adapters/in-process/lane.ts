import { setTimeout as pause } from 'node:timers/promises';
import { PartitionLost } from '../../exchange.js';
import type { Delivered, Subscription } from '../../exchange.js';
import type { Faults } from './faults.js';
import type { ExchangeLog } from './log.js';
import type { Slots } from './slots.js';
import type { Window } from './tail.js';
import { Wake } from './wake.js';

export interface LaneParts {
  readonly log: ExchangeLog;
  readonly faults: Faults;
  readonly slots: Slots;
  readonly largestBatch: number;
  readonly onHandled: () => void;
  readonly onError: (error: unknown) => void;
}

const LONGEST_BACK_OFF_MS = 2_000;

/** One partition on its way to one group: a batch at a time, for one member at a time. */
export class Lane {
  private wanted: Subscription | undefined;
  private owner: Subscription | undefined;
  private assignment = new AbortController();
  /** The next offset to hand out; unknown until the owner has said where it stands. */
  private cursor: bigint | undefined;
  private goingBack = 0n;
  private mustAsk = false;
  private failures = 0;
  private stopped = false;
  private delivering: Promise<void> | undefined;
  private readonly wake = new Wake();
  private readonly unsubscribe: () => void;
  private readonly running: Promise<void>;

  constructor(
    readonly window: Window,
    private readonly parts: LaneParts,
  ) {
    this.unsubscribe = window.subscribe(this.wake.call);
    this.running = this.run();
  }

  /** How far the group has come; undefined when nobody of this process is on it. */
  get handledUpTo(): bigint | undefined {
    return this.owner && this.owner === this.wanted ? this.cursor : undefined;
  }

  /** How far it had come when last somebody of this process was on it. */
  progress: bigint | undefined;

  give(member: Subscription | undefined): void {
    if (member === this.wanted) return;
    this.wanted = member;
    this.assignment.abort();
    this.look();
  }

  look(): void {
    this.wake.call();
  }

  /** Its owner is asked where it stands before the next batch. */
  askAgain(): void {
    this.mustAsk = true;
    this.look();
  }

  goBack(messages: bigint): void {
    this.goingBack = messages;
    this.look();
  }

  /** Resolves when no batch of an earlier owner is in hand. */
  async released(): Promise<void> {
    if (this.owner !== this.wanted) await this.delivering?.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    this.give(undefined);
    this.look();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      if (this.owner !== this.wanted) this.take();
      try {
        if (!(await this.ready())) await this.wake.wait();
        else {
          this.delivering = this.parts.slots.use(() => this.deliver());
          await this.delivering;
          this.failures = 0;
        }
      } catch (error) {
        await this.backOff(error);
      }
    }
  }

  private take(): void {
    this.owner = this.wanted;
    this.assignment = new AbortController();
    this.cursor = undefined;
    this.failures = 0;
  }

  private async ready(): Promise<boolean> {
    const { topic, partition, next } = this.window;
    if (!this.owner || this.parts.faults.holds(topic, partition)) return false;
    if (this.mustAsk) this.cursor = undefined;
    this.mustAsk = false;
    this.cursor ??= (await this.owner.startAt(topic, partition)) ?? 0n;
    if (this.goingBack > 0n) {
      this.cursor = this.cursor > this.goingBack ? this.cursor - this.goingBack : 0n;
      this.goingBack = 0n;
    }
    return this.cursor < next;
  }

  private async deliver(): Promise<void> {
    const { topic, partition } = this.window;
    const { owner } = this;
    if (!owner || owner !== this.wanted || this.parts.faults.holds(topic, partition)) return;
    const batch = await this.next(this.cursor!);
    const last = batch.at(-1);
    if (!last) return;
    await owner.handle(batch, this.assignment.signal);
    this.cursor = last.offset + 1n;
    this.progress = this.cursor;
    this.parts.onHandled();
  }

  private next(from: bigint): Promise<readonly Delivered[]> | readonly Delivered[] {
    const { topic, partition, first } = this.window;
    const limit = this.parts.largestBatch;
    return from >= first
      ? this.window.from(from, limit)
      : this.parts.log.read({ topic, partition, from }, limit);
  }

  private async backOff(error: unknown): Promise<void> {
    if (this.owner !== this.wanted) return;
    if (error instanceof PartitionLost) this.cursor = undefined;
    this.parts.onError(error);
    this.failures += 1;
    const { signal } = this.assignment;
    const ms = Math.min(LONGEST_BACK_OFF_MS, 25 * 2 ** this.failures);
    await pause(ms, undefined, { signal }).catch(() => undefined);
  }
}
