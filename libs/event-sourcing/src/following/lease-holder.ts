import { backOff, causeOf, wait } from './attempts.js';
import type { Log } from './attempts.js';
import { Undelivered } from './batches.js';
import type { Elsewhere, Lease, Leases } from './leases.js';
import { Fenced, isForGood, PlaceLost } from './states.js';

export interface HolderParts {
  readonly follower: string;
  readonly leases: Leases;
  readonly log: Log;
  /** Before the first {@link follow} with a lease. */
  take(lease: Lease): void;
  /** Until it is stopped, which resolves, or something fails. Called again after a failure that may pass. */
  follow(lease: Lease, onProgress: () => void): Promise<void>;
  /** Nothing is written with the lease from now on. */
  leave(lease: Lease): Promise<void>;
  /** Another process runs it. */
  onElsewhere?(there: Elsewhere): void;
  onChange(): void;
}

const STAND_BY_MS = 1_000;
const LEAVE_WITHIN_MS = 1_000;

const inTime = async (work: Promise<void>, ms: number): Promise<void> => {
  const late = new AbortController();
  await Promise.race([work.catch(() => undefined), wait(ms, late.signal)]);
  late.abort();
};

/** Follows while this process holds the lease, stands by while another one does, and says why it stands still. */
export class LeaseHolder {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private elsewhere = false;
  private reason: { readonly text: string; readonly forGood: boolean } | undefined;

  constructor(private readonly parts: HolderParts) {}

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  get standsBy(): boolean {
    return this.elsewhere;
  }

  /** As a lag has it. */
  get state(): { readonly standsBy?: true; readonly stopped?: string; readonly forGood?: true } {
    return {
      ...(this.elsewhere && { standsBy: true }),
      ...(this.reason && { stopped: this.reason.text }),
      ...(this.reason?.forGood && { forGood: true }),
    };
  }

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** The reason why it stood still is gone. */
  goesOn(): void {
    this.reason = undefined;
  }

  private async run(): Promise<void> {
    const { follower, leases } = this.parts;
    for (let failures = 0; !this.signal.aborted;)
      try {
        const lease = await leases.take(follower);
        this.elsewhere = lease === undefined;
        if (lease) await this.hold(lease);
        else await this.standBy();
        failures = 0;
      } catch (error) {
        if (this.signal.aborted) return;
        if (error instanceof Fenced) continue;
        this.standStill(error);
        failures += 1;
        if (!(error instanceof PlaceLost)) await backOff(failures, this.signal);
      }
  }

  /** Until it is stopped or fenced, or stands still for a reason that need not hold in another process. */
  private async hold(lease: Lease): Promise<void> {
    const { take, follow, leave, leases } = this.parts;
    take(lease);
    try {
      for (let failures = 0; !this.signal.aborted;)
        try {
          await follow(lease, () => (failures = 0));
        } catch (error) {
          const isOver = error instanceof Fenced || error instanceof PlaceLost || isForGood(error);
          if (isOver || this.signal.aborted) throw error;
          this.standStill(error);
          failures += 1;
          await backOff(failures, this.signal);
        }
    } finally {
      // A database that does not answer is not waited for: the lease ends by itself, and what is not noted comes again.
      await inTime(leave(lease), LEAVE_WITHIN_MS);
      await inTime(leases.release(lease), LEAVE_WITHIN_MS);
    }
  }

  /** Until the lease is free, or is not renewed. */
  private async standBy(): Promise<void> {
    const { follower, leases, onElsewhere } = this.parts;
    this.reason = undefined;
    const there = await leases.elsewhere(follower);
    onElsewhere?.(there);
    await wait(Math.min(STAND_BY_MS, there.leftMs + 1), this.signal);
  }

  private standStill(error: unknown): void {
    const { follower, log, onChange } = this.parts;
    const forGood = isForGood(error);
    const cause = error instanceof Undelivered ? error.cause : error;
    const text = forGood ? error.message : causeOf(cause);
    if (this.reason?.text !== text)
      log(forGood ? 'error' : 'warn', 'follower stands still', { follower, reason: text });
    this.reason = { text, forGood };
    onChange();
  }
}
