import { setTimeout as pause } from 'node:timers/promises';
import type { RealTime } from '@onestory/kernel';

/**
 * Answers leave at multiples of this after their request came, if they say that nothing is there: how long it
 * took tells nobody whether a thing is absent or refused. Nobody looks more often, either.
 */
export const GRID_MS = 25;

/** More are answered at once: `Prefer` is a wish (RFC 7240), and a few pages at a time are what a person has open. */
const MOST_WAITING = 8;

export interface Wish {
  /** Who asks. */
  readonly person: string;
  readonly milliseconds: number;
}

/** Requests for what is on its way. Nobody polls: they are woken when rows of this service were committed. */
export class Waiting {
  private readonly sleepers = new Set<() => void>();
  private readonly waitingOf = new Map<string, number>();
  private woken = 0;

  constructor(private readonly time: RealTime) {}

  /** Something moved. It is cheap, and may be wrong. */
  wake(): void {
    this.woken += 1;
    for (const wake of [...this.sleepers]) wake();
  }

  /**
   * Looks, and while what was asked for is on its way looks again whenever something moved, until the time of the
   * wish is over. The last look knows that it is the last: what it finds is the answer.
   */
  async until<T>(
    wish: Wish,
    look: (isLast: boolean) => Promise<T>,
    isOnItsWay: (error: unknown) => boolean,
  ): Promise<T> {
    if (wish.milliseconds <= 0 || !this.enter(wish.person)) return look(true);
    const start = this.time.monotonic();
    try {
      while (true) {
        const seen = this.woken;
        const isLast = this.time.monotonic() - start >= wish.milliseconds;
        try {
          return await look(isLast);
        } catch (error) {
          if (isLast || !isOnItsWay(error)) throw error;
        }
        await this.moved(seen, start + wish.milliseconds);
        await this.onGrid(start);
      }
    } finally {
      this.leave(wish.person);
    }
  }

  /** Resolves at the next multiple of the grid after `start`. */
  async onGrid(start: number): Promise<void> {
    const passed = this.time.monotonic() - start;
    await pause(GRID_MS - (passed % GRID_MS));
  }

  private moved(seen: number, deadline: number): Promise<void> {
    if (this.woken !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, deadline - this.time.monotonic()));
      this.sleepers.add(wake);
    });
  }

  private enter(person: string): boolean {
    const others = this.waitingOf.get(person) ?? 0;
    if (others >= MOST_WAITING) return false;
    this.waitingOf.set(person, others + 1);
    return true;
  }

  private leave(person: string): void {
    const others = this.waitingOf.get(person)! - 1;
    if (others === 0) this.waitingOf.delete(person);
    else this.waitingOf.set(person, others);
  }
}
