import type { Followed, Position, StoredEvent } from '../event-store.js';

export interface Batch {
  readonly events: readonly StoredEvent[];
  /** Everything up to here is in this batch or was in one before. */
  readonly position: Position;
  readonly caughtUp: boolean;
}

/**
 * Makes batches of what has arrived while the last one was handled: small when idle, large when behind. Whole
 * pages: a batch has more than `largest` events only when a page has.
 */
export class Intake {
  private events: StoredEvent[] = [];
  private position: Position | undefined;
  private caughtUp = false;
  private ended = false;
  private failure: unknown;
  private wakeReader: (() => void) | undefined;
  private wakeSource: (() => void) | undefined;

  constructor(
    private readonly source: AsyncIterable<Followed>,
    private readonly largest: number,
  ) {}

  async *batches(): AsyncGenerator<Batch> {
    const pumping = this.pump();
    try {
      while (true) {
        while (this.position === undefined && !this.ended)
          await new Promise<void>((resolve) => (this.wakeReader = resolve));
        if (this.position === undefined) break;
        const batch = { events: this.events, position: this.position, caughtUp: this.caughtUp };
        this.events = [];
        this.position = undefined;
        this.caughtUp = false;
        this.wakeSource?.();
        yield batch;
      }
      if (this.failure) throw this.failure;
    } finally {
      this.ended = true;
      this.wakeSource?.();
      void pumping;
    }
  }

  private async pump(): Promise<void> {
    try {
      for await (const item of this.source) {
        while (!this.hasRoomFor(item) && !this.ended)
          await new Promise<void>((resolve) => (this.wakeSource = resolve));
        if (this.ended) break;
        this.take(item);
        this.wakeReader?.();
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.ended = true;
      this.wakeReader?.();
    }
  }

  private hasRoomFor(item: Followed): boolean {
    if (item.kind !== 'page' || this.events.length === 0) return true;
    return this.events.length + item.events.length <= this.largest;
  }

  private take(item: Followed): void {
    if (item.kind === 'page') this.events = this.events.concat(item.events);
    else this.caughtUp = true;
    this.position = item.position ?? this.position;
  }
}
