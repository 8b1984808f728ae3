import { Fenced, isForGood } from '@onestory/event-sourcing';
import type { Lease } from '@onestory/event-sourcing';
import type { Consumption } from './exchange.js';

/** In its group for as long as it holds the lease: the exchange gives every partition to whoever is in. */
export class Membership {
  private end!: (reason: Error | undefined) => void;
  private readonly over = new Promise<Error | undefined>((resolve) => (this.end = resolve));

  constructor(
    private readonly lease: Lease,
    private readonly stopping: AbortSignal,
  ) {}

  leave(reason?: Error): void {
    this.end(reason);
  }

  /** Where nothing is tried again: what failed is over for this process. */
  readonly leaveIfOver = (error: unknown): never => {
    if (error instanceof Fenced || isForGood(error)) this.leave(error);
    throw error;
  };

  /** Until it is stopped, which resolves, or is over for a reason. Nothing is in hand by then. */
  async last(consumption: Consumption): Promise<void> {
    const { stopping, lease } = this;
    const ended = AbortSignal.any([stopping, lease.lost]);
    const leave = (): void => this.leave(stopping.aborted ? undefined : new Fenced());
    if (ended.aborted) leave();
    ended.addEventListener('abort', leave, { once: true });
    const reason = await this.over;
    ended.removeEventListener('abort', leave);
    await consumption.stop();
    if (reason) throw reason;
  }
}
